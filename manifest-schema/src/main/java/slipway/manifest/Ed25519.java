package slipway.manifest;

import java.math.BigInteger;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keys of Ed25519 (RFC 8032) from their 32 bytes. The JDK's key factory, which makes the same,
/// takes longer to get ready than a signature.
final class Ed25519 {
  private Ed25519() {}

  static PrivateKey secret(byte[] seed) {
    return new Secret(seed);
  }

  /// @param encoded a point of the curve; what is none is found out when it is to verify
  static PublicKey point(byte[] encoded) {
    return new Point(encoded);
  }

  /// What is true of both: their bytes are all there is, in no encoding of keys.
  private interface Bare extends Key {
    @Override
    default String getAlgorithm() {
      return NamedParameterSpec.ED25519.getName();
    }

    @Override
    default @Nullable String getFormat() {
      return null;
    }

    @Override
    default byte @Nullable [] getEncoded() {
      return null;
    }
  }

  private record Secret(byte[] seed) implements Bare, EdECPrivateKey {
    @Override
    public NamedParameterSpec getParams() {
      return NamedParameterSpec.ED25519;
    }

    @Override
    public Optional<byte[]> getBytes() {
      return Optional.of(seed);
    }
  }

  private record Point(byte[] encoded) implements Bare, EdECPublicKey {
    @Override
    public NamedParameterSpec getParams() {
      return NamedParameterSpec.ED25519;
    }

    /// Its y, the least byte first, and above it whether x is odd (RFC 8032, section 5.1.2).
    @Override
    public EdECPoint getPoint() {
      byte[] y = new byte[encoded.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = encoded[y.length - 1 - i];
      }
      boolean isOdd = y[0] < 0;
      y[0] = (byte) (y[0] & Byte.MAX_VALUE);
      return new EdECPoint(isOdd, new BigInteger(y));
    }
  }
}
