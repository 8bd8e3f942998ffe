package slipway.push.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import slipway.manifest.Digest;

/// The one style of a page, which is written into it.
///
/// @param text must not end the element that it is in
public record StyleSheet(String text) {
  public StyleSheet {
    if (text.contains("<")) {
      throw new IllegalArgumentException("a style sheet with a < in it could end its element");
    }
  }

  /// A file beside a class.
  public static StyleSheet beside(Class<?> type, String name) {
    try (InputStream file = type.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new StyleSheet(new String(file.readAllBytes(), UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The content security policy (W3C, CSP 3) of a page that has this style and nothing else:
  /// whatever got into it against all expectation runs nothing and asks for nothing.
  public String policy() {
    return "default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'"
        .formatted(hash());
  }

  private String hash() {
    byte[] digest = Digest.sha256().digest(text.getBytes(UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
