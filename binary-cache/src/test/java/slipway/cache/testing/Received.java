package slipway.cache.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// A request body on disk, checked against what the request says about it.
///
/// @param md5 in hexadecimal, as ETags have it
record Received(Path file, long size, String md5) {
  private static final long LARGEST = 5L << 30;
  private static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  static Received of(S3Request request, Path folder) throws IOException, S3Error {
    String length = request.headers().getFirst("Content-Length");
    if (length == null) {
      throw new S3Error(411, "MissingContentLength", "Content-Length is missing");
    }
    if (Long.parseLong(length) > LARGEST) {
      throw new S3Error(400, "EntityTooLarge", "More than 5 GiB");
    }
    Path file = Files.createTempFile(folder, "object", "");
    try {
      Received received = copy(request.body(), file, request);
      if (received.size() != Long.parseLong(length)) {
        throw new S3Error(400, "IncompleteBody", "Got " + received.size() + " of " + length);
      }
      return received;
    } catch (IOException | S3Error | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static Received copy(InputStream body, Path file, S3Request request)
      throws IOException, S3Error {
    String sha256Wanted = request.header("x-amz-content-sha256").orElse("");
    MessageDigest md5 = digest("MD5");
    MessageDigest sha256 = digest("SHA-256");
    boolean signed = isSigned(sha256Wanted);
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] piece = new byte[64 << 10];
      for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
        out.write(piece, 0, count);
        md5.update(piece, 0, count);
        if (signed) {
          sha256.update(piece, 0, count);
        }
        size += count;
      }
    }
    if (signed && !HexFormat.of().formatHex(sha256.digest()).equals(sha256Wanted)) {
      throw new S3Error(400, "XAmzContentSHA256Mismatch", "The body is not the one signed");
    }
    byte[] hash = md5.digest();
    String md5Wanted = request.headers().getFirst("Content-MD5");
    if (md5Wanted != null && !Base64.getEncoder().encodeToString(hash).equals(md5Wanted)) {
      throw new S3Error(400, "BadDigest", "The body is not the one of Content-MD5");
    }
    return new Received(file, size, HexFormat.of().formatHex(hash));
  }

  private static boolean isSigned(String sha256) throws S3Error {
    if (sha256.equals("UNSIGNED-PAYLOAD")) {
      return false;
    }
    if (sha256.length() == EMPTY_SHA256.length()) {
      return true;
    }
    throw S3Error.notImplemented("A body framed as " + sha256);
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
