package slipway.manifest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/// An Ed25519 secret key in Nix's format, `<name>:<base64 of 64 bytes>`, as printed by `nix key
/// generate-secret`: the 32-byte seed followed by the 32-byte public key (libsodium's layout).
public final class NixSecretKey {
  private static final int SEED_BYTES = 32;
  private static final int KEY_BYTES = 64;

  private final NixPublicKey publicKey;
  private final byte[] raw;
  private final PrivateKey key;

  private NixSecretKey(NixPublicKey publicKey, byte[] raw, PrivateKey key) {
    this.publicKey = publicKey;
    this.raw = raw;
    this.key = key;
  }

  /// Reads what [#secretText] wrote.
  ///
  /// @throws IllegalArgumentException with a message for people, never with the key, where the text
  ///   is not such a key or its two halves do not belong together
  public static NixSecretKey parse(String text) {
    NixKeyText parts = NixKeyText.parse(text, "secret key", KEY_BYTES);
    byte[] seed = Arrays.copyOf(parts.bytes(), SEED_BYTES);
    byte[] point = Arrays.copyOfRange(parts.bytes(), SEED_BYTES, KEY_BYTES);
    NixPublicKey publicKey =
        NixPublicKey.parse(parts.name() + ":" + Base64.getEncoder().encodeToString(point));
    NixSecretKey secret = new NixSecretKey(publicKey, parts.bytes(), Ed25519.secret(seed));
    byte[] probe = {};
    if (!publicKey.verifies(probe, secret.sign(probe))) {
      throw new IllegalArgumentException(
          "the secret key named "
              + parts.name()
              + " is damaged: its public half does not belong to its secret half");
    }
    return secret;
  }

  /// A new key; `name` is by convention `<host or organisation>-<number>`.
  ///
  /// @throws IllegalArgumentException where Nix would not take the name
  public static NixSecretKey generate(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] raw = new byte[KEY_BYTES];
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      System.arraycopy(seed, 0, raw, 0, SEED_BYTES);
      byte[] encoded = pair.getPublic().getEncoded(); // RFC 8410: the point is the last 32 bytes
      System.arraycopy(encoded, encoded.length - SEED_BYTES, raw, SEED_BYTES, SEED_BYTES);
      return parse(name + ":" + Base64.getEncoder().encodeToString(raw));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", missing);
    }
  }

  public String name() {
    return publicKey.name();
  }

  public NixPublicKey publicKey() {
    return publicKey;
  }

  /// The 64 bytes of the signature (RFC 8032, Ed25519).
  public byte[] sign(byte[] message) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(key);
      ed25519.update(message);
      return ed25519.sign();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("cannot sign with the key named " + name(), broken);
    }
  }

  /// What nobody can make of these bytes without this key, 64 hexadecimal digits: a tool that keeps
  /// something where others may write knows its own by it. It says nothing of the key.
  public String seal(byte[] content) {
    String text = secretText() + "\nseal of " + Digest.sha256(content);
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The key itself, for the one file that holds it. Never log it.
  public String secretText() {
    return name() + ":" + Base64.getEncoder().encodeToString(raw);
  }

  /// The name alone.
  @Override
  public String toString() {
    return "secret key named " + name();
  }
}
