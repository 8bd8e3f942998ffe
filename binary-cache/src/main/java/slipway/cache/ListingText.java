package slipway.cache;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answer to `ListObjectsV2`, in the form that all providers write it. A parser of XML takes
/// longer to get ready than a bucket takes to answer.
final class ListingText {
  private ListingText() {}

  /// @param next where the next page begins, null at the end
  record Page(List<ObjectInfo> objects, @Nullable String next) {}

  /// Empty where the text has any other form.
  ///
  /// @param prefix what all keys begin with, and those of the page do not
  static Optional<Page> read(String text, String prefix) {
    if (!text.contains("<ListBucketResult")
        || !text.stripTrailing().endsWith("</ListBucketResult>")
        || text.contains("<![CDATA[")
        || text.contains("<EncodingType>")
        || text.contains("<Contents ")) {
      return Optional.empty();
    }
    List<ObjectInfo> objects = new ArrayList<>();
    int end = 0;
    for (int begin = text.indexOf("<Contents>"); begin >= 0; ) {
      end = text.indexOf("</Contents>", begin);
      ObjectInfo object = end < 0 ? null : object(text.substring(begin, end), prefix);
      if (object == null) {
        return Optional.empty();
      }
      objects.add(object);
      begin = text.indexOf("<Contents>", end);
    }
    String rest = text.substring(0, Math.max(0, text.indexOf("<Contents>"))) + text.substring(end);
    String truncated = element(rest, "IsTruncated");
    String next = element(rest, "NextContinuationToken");
    if ("true".equals(truncated) && next != null) {
      return Optional.of(new Page(objects, next));
    }
    return "false".equals(truncated) ? Optional.of(new Page(objects, null)) : Optional.empty();
  }

  private static @Nullable ObjectInfo object(String contents, String prefix) {
    String key = element(contents, "Key");
    String size = element(contents, "Size");
    String etag = element(contents, "ETag");
    String modified = element(contents, "LastModified");
    if (key == null
        || !key.startsWith(prefix)
        || size == null
        || etag == null
        || modified == null) {
      return null;
    }
    try {
      return new ObjectInfo(
          key.substring(prefix.length()),
          Long.parseLong(size),
          Etags.bare(etag),
          Times.ofListing(modified));
    } catch (NumberFormatException | DateTimeException _) {
      return null;
    }
  }

  private static @Nullable String element(String text, String name) {
    String open = "<" + name + ">";
    int begin = text.indexOf(open);
    int end = begin < 0 ? -1 : text.indexOf("</" + name + ">", begin);
    return end < 0 ? null : unescaped(text.substring(begin + open.length(), end));
  }

  /// Null where there is an entity that is none of XML's own, and no number.
  private static @Nullable String unescaped(String text) {
    int ampersand = text.indexOf('&');
    if (ampersand < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    int done = 0;
    for (; ampersand >= 0; ampersand = text.indexOf('&', done)) {
      int end = text.indexOf(';', ampersand);
      int character = end < 0 ? -1 : character(text.substring(ampersand + 1, end));
      if (character < 0) {
        return null;
      }
      plain.append(text, done, ampersand).appendCodePoint(character);
      done = end + 1;
    }
    return plain.append(text, done, text.length()).toString();
  }

  private static int character(String entity) {
    return switch (entity) {
      case "amp" -> '&';
      case "lt" -> '<';
      case "gt" -> '>';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> numbered(entity);
    };
  }

  private static int numbered(String entity) {
    try {
      int character =
          entity.startsWith("#x")
              ? Integer.parseInt(entity.substring(2), 16)
              : entity.startsWith("#") ? Integer.parseInt(entity.substring(1)) : -1;
      return Character.isValidCodePoint(character) ? character : -1;
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
