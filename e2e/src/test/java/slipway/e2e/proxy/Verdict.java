package slipway.e2e.proxy;

/// What becomes of a request.
public sealed interface Verdict {
  /// It reaches the server, and the answer the client.
  record Pass() implements Verdict {}

  /// The server never sees it; the client gets this error.
  record Refuse(int status, String code) implements Verdict {}

  /// The server never sees it; the client's connection is reset.
  record Reset() implements Verdict {}

  /// The server carries it out; the client gets this error.
  record PassThenRefuse(int status, String code) implements Verdict {}

  /// The server carries it out; the client's connection is reset.
  record PassThenReset() implements Verdict {}

  /// The server carries it out; the client waits until it loses patience.
  record PassThenSilence() implements Verdict {}
}
