package slipway.manifest;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/// An Ed25519 public key in Nix's format, `<name>:<base64 of 32 bytes>`, as printed by `nix key
/// convert-secret-to-public`.
public final class NixPublicKey {
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
      ed25519.initVerify(Ed25519.point(raw));
      ed25519.update(message);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException _) {
      return false; // of the wrong length or form, or by a key that is no point of the curve
    }
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
