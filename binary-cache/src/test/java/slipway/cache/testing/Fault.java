package slipway.cache.testing;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

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

  /// The request is carried out as if it had no conditions, as some providers do.
  ///
  /// @param headers those of the request that are ignored, such as `If-Match`
  record Ignoring(Set<String> headers) implements Fault {
    public Ignoring {
      headers = Set.copyOf(headers);
    }
  }

  /// The answer is this error where the request has the header; without it nothing goes wrong.
  record Lacking(String header, int status, String code) implements Fault {}

  /// Nothing is done, and the client is sent elsewhere.
  record Redirect(URI to) implements Fault {}
}
