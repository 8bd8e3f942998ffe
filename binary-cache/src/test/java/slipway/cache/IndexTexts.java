package slipway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import slipway.manifest.StorePath;

/// Closure indexes, good ones and others, and what they are made of.
final class IndexTexts {
  private IndexTexts() {}

  /// @param digit of which its hash is made
  static StorePath path(char digit) {
    return StorePath.of("/nix/store/" + String.valueOf(digit).repeat(32) + "-web");
  }

  static String archiveKey(char digit) {
    return "nar/" + String.valueOf(digit).repeat(52) + ".nar.zst";
  }

  static String narInfo(StorePath path, String url, int fileSize) {
    return """
    StorePath: %s
    URL: %s
    FileSize: %d
    NarHash: sha256:%s
    NarSize: 1
    References:\s
    """
        .formatted(path, url, fileSize, "1".repeat(52));
  }

  static String narInfo(char digit) {
    return narInfo(path(digit), archiveKey(digit), 5);
  }

  static byte[] index(String... narInfos) {
    return ClosureIndex.write(List.of(narInfos).stream().map(it -> it.getBytes(UTF_8)).toList())
        .orElseThrow();
  }

  /// An object around whatever text.
  static byte[] zipped(byte[] text) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(object)) {
      gzip.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return object.toByteArray();
  }

  static String unzipped(byte[] object) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(object))) {
      return new String(gzip.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
