package slipway.manifest;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text that travels beside a manifest: `<key name>:<base64>` Ed25519 signatures over its exact
/// bytes, separated by spaces. Several keys overlap while one replaces another.
public final class ManifestSignature {
  private static final int SIGNATURE_BYTES = 64;

  /// Above what S3 lets user metadata hold (2 KiB).
  private static final int LONGEST = 4096;

  private ManifestSignature() {}

  public static String sign(byte[] manifest, List<NixSecretKey> keys) {
    return keys.stream()
        .map(key -> key.name() + ":" + Base64.getEncoder().encodeToString(key.sign(manifest)))
        .collect(Collectors.joining(" "));
  }

  /// One good signature by a trusted key is enough, whatever stands beside it. Among failures the
  /// most alarming is told first: a wrong signature, a malformed one, one by a stranger.
  ///
  /// @param header the stored text; null or blank where there is none
  public static Verification verify(
      byte[] manifest, @Nullable String header, Collection<NixPublicKey> trusted) {
    if (header == null || header.isBlank()) {
      return new Verification.Unsigned();
    }
    if (header.length() > LONGEST) {
      return new Verification.Malformed(
          "the manifest's signature has %d characters, wanted at most %d"
              .formatted(header.length(), LONGEST));
    }
    List<String> found = new ArrayList<>();
    List<Verification> failures = new ArrayList<>();
    for (String text : header.strip().split("[ \t]+", -1)) {
      NixKeyText signature;
      try {
        signature = NixKeyText.parse(text, "signature", SIGNATURE_BYTES);
      } catch (IllegalArgumentException malformed) {
        failures.add(new Verification.Malformed(String.valueOf(malformed.getMessage())));
        continue;
      }
      found.add(signature.name());
      List<NixPublicKey> named =
          trusted.stream().filter(key -> key.name().equals(signature.name())).toList();
      if (named.stream().anyMatch(key -> key.verifies(manifest, signature.bytes()))) {
        return new Verification.Trusted(signature.name());
      }
      if (!named.isEmpty()) {
        failures.addFirst(new Verification.Wrong(signature.name()));
      }
    }
    return failures.isEmpty()
        ? new Verification.Untrusted(found, trusted.stream().map(NixPublicKey::name).toList())
        : failures.getFirst();
  }
}
