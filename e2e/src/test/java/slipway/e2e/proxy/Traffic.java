package slipway.e2e.proxy;

/// Decides about the requests of one proxy, and learns what came of them. Called by one thread per
/// request.
public interface Traffic {
  Verdict arrives(Request request) throws InterruptedException;

  /// Called once for each request that arrived, before its client hears anything.
  ///
  /// @param answer of the server, or what the client gets in its place where the server did not see
  ///   the request; no bytes where that is nothing
  default void leaves(Request request, Verdict verdict, Answer answer) {}

  /// Lets everything through.
  static Traffic free() {
    return _ -> new Verdict.Pass();
  }
}
