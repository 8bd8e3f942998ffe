package slipway.manifest;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An Ed25519 public key in Nix's format, `<name>:<base64 of 32 bytes>`, as printed by `nix key
/// convert-secret-to-public`.
public final class NixPublicKey {
  /// The fixed SubjectPublicKeyInfo prefix of an Ed25519 key (RFC 8410).
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int KEY_BYTES = 32;

  private final String name;
  private final byte[] raw;

  private NixPublicKey(String name, byte[] raw) {
    this.name = name;
    this.raw = raw;
  }

  /// @throws IllegalArgumentException with a message for people where the text is not such a key
  public static NixPublicKey parse(String text) {
    NixKeyText parts = NixKeyText.parse(text, "public key", KEY_BYTES);
    return new NixPublicKey(parts.name(), parts.bytes());
  }

  public String name() {
    return name;
  }

  public boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key());
      ed25519.update(message);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException _) {
      return false; // of the wrong length or form, or by a key that is no point of the curve
    }
  }

  /// Made when it is needed, which is at few of the polls.
  private PublicKey key() throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + KEY_BYTES);
    System.arraycopy(raw, 0, encoded, SPKI.length, KEY_BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  @Override
  public String toString() {
    return name + ":" + Base64.getEncoder().encodeToString(raw);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NixPublicKey that
        && name.equals(that.name)
        && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(raw);
  }
}
