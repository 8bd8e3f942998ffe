package slipway.cache.testing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of an object that a `Range` header asks for.
///
/// @param first offset of the first byte
/// @param last offset of the last byte
record ByteRange(long first, long last) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  long length() {
    return last - first + 1;
  }

  /// Empty where the header is not a single range of bytes, which is then ignored.
  static Optional<ByteRange> parse(String header, long size) throws S3Error {
    Matcher range = SINGLE.matcher(header.strip());
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return Optional.empty();
    }
    long first;
    long last = size - 1;
    if (range.group(1).isEmpty()) {
      first = Math.max(0, size - Long.parseLong(range.group(2)));
    } else {
      first = Long.parseLong(range.group(1));
      if (!range.group(2).isEmpty()) {
        last = Math.min(last, Long.parseLong(range.group(2)));
      }
    }
    if (first >= size || first > last) {
      throw new S3Error(416, "InvalidRange", "The object has " + size + " bytes");
    }
    return Optional.of(new ByteRange(first, last));
  }
}
