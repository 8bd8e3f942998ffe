package slipway.cache.testing;

import java.net.URI;
import java.time.Duration;

/// Something that goes wrong on purpose.
public sealed interface Fault {
  /// Nothing is done, and the answer is this error.
  record Status(int status, String code) implements Fault {}

  /// Nothing is done, and nothing is answered for so long; then the connection closes.
  record Hang(Duration time) implements Fault {}

  /// The answer stops after so many bytes of its body.
  record CutBody(long after) implements Fault {}

  /// The request is carried out, and the answer is this error all the same.
  record DoneThenStatus(int status, String code) implements Fault {}

  /// The request is carried out, and the connection closes without an answer.
  record DoneThenCut() implements Fault {}

  /// Nothing is done, and the client is sent elsewhere.
  record Redirect(URI to) implements Fault {}
}
