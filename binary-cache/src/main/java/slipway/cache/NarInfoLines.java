package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.OptionalLong;
import slipway.manifest.StorePath;

/// Single lines out of a narinfo that is known to be good: of a closure, all of it takes longer to
/// read than to fetch.
final class NarInfoLines {
  private static final int HASH_DIGITS = 32;

  private NarInfoLines() {}

  /// Empty where a line is missing, or has another form.
  static Optional<ClosureIndex.Entry> entry(byte[] narInfo) {
    String text = "\n" + new String(narInfo, UTF_8);
    String path = line(text, "StorePath");
    String url = line(text, "URL");
    String size = line(text, "FileSize");
    int dash = StorePath.STORE.length() + 1 + HASH_DIGITS;
    if (!path.startsWith(StorePath.STORE + "/")
        || path.length() <= dash + 1
        || path.charAt(dash) != '-'
        || url.isEmpty()) {
      return Optional.empty();
    }
    StorePath parsed =
        new StorePath(path.substring(StorePath.STORE.length() + 1, dash), path.substring(dash + 1));
    try {
      return Optional.of(
          new ClosureIndex.Entry(
              parsed,
              url,
              size.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size)),
              narInfo));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// The value of the first line of that key, and nothing where there is none.
  private static String line(String text, String key) {
    String begin = "\n" + key + ": ";
    int at = text.indexOf(begin);
    if (at < 0) {
      return "";
    }
    int end = text.indexOf('\n', at + begin.length());
    return text.substring(at + begin.length(), end < 0 ? text.length() : end).strip();
  }
}
