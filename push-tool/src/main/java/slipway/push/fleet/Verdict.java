package slipway.push.fleet;

/// How a host stands to what is expected of it.
public sealed interface Verdict {
  /// Every service is as expected.
  record Deployed() implements Verdict {}

  /// More is to come.
  ///
  /// @param known what the host is doing, or why nothing is heard of it
  /// @param failing whether some service is known not to work so far
  record Waiting(String known, boolean failing) implements Verdict {
    Waiting(String known) {
      this(known, false);
    }
  }

  /// A service could not be started so far, and the host tries again at each pass.
  record Blocked(String known) implements Verdict {}

  /// The host tried and could not.
  record Failed(String reason) implements Verdict {}

  /// The host goes by a later manifest, which wants something else.
  record Superseded(String reason) implements Verdict {}

  /// Time is up, and the host has not said how it went.
  ///
  /// @param known what there is to say about it
  record Late(String known) implements Verdict {}
}
