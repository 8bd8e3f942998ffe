package slipway.e2e.proxy;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// What becomes of a request.
public sealed interface Verdict {
  /// It reaches the server, and the answer the client.
  record Pass() implements Verdict {}

  /// The server never sees it; the client gets this error.
  record Refuse(int status, String code) implements Verdict {}

  /// The server never sees it; the client gets this.
  record Reply(Answer answer) implements Verdict {}

  /// The server never sees it; the client's connection is reset.
  record Reset() implements Verdict {}

  /// The server carries it out; the client gets this error.
  record PassThenRefuse(int status, String code) implements Verdict {}

  /// The server carries it out; the client's connection is reset.
  record PassThenReset() implements Verdict {}

  /// The server carries it out; the client waits until it loses patience.
  record PassThenSilence() implements Verdict {}

  /// The server carries it out; the client gets what this makes of the answer.
  record Change(UnaryOperator<Answer> change) implements Verdict {}

  /// The server carries it out; the connection closes after so many bytes of the answer's body.
  record CutShort(int after) implements Verdict {}

  /// The server carries it out; after so many bytes of the answer's body nothing comes any more.
  record Stall(int after) implements Verdict {}

  /// The server carries it out; the client gets the body byte by byte, each so long after the
  /// other.
  record Trickle(Duration pause) implements Verdict {}
}
