package slipway.manifest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digest by which a host recognises the bytes of a manifest and the content of a service.
public final class Digest {
  /// To look it up costs as much as the digest of a short text.
  private static final MessageDigest SHA_256 = found();

  private Digest() {}

  /// The SHA-256 of `bytes`, 64 lower-case hexadecimal digits.
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /// One that has digested nothing yet.
  public static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException _) {
      return found();
    }
  }

  private static MessageDigest found() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
