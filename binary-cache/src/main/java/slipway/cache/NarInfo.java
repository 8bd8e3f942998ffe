package slipway.cache;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import slipway.manifest.NixPublicKey;
import slipway.manifest.StorePath;

/// What a binary cache says about one store path, as a `.narinfo` holds it.
///
/// Source: Nix, `nar-info.cc` and `path-info.cc`.
///
/// @param url of the NAR, relative to the cache
/// @param fileSize bytes of the object that `url` names, where it says
/// @param narHash `sha256:` and 52 characters of Nix's base 32
/// @param narSize bytes of the NAR before compression
/// @param references store paths that this one needs, itself perhaps among them
/// @param signatures each `<key name>:<base64>`
public record NarInfo(
    StorePath storePath,
    String url,
    OptionalLong fileSize,
    String narHash,
    long narSize,
    List<StorePath> references,
    List<String> signatures) {
  private static final String NO_HASH = "0".repeat(52);

  /// What its key ends with.
  static final String SUFFIX = ".narinfo";

  /// The most that is read of one. A path that needs ten thousand others still fits.
  public static final int MAX_BYTES = 1 << 20;

  public NarInfo {
    references = List.copyOf(references);
    signatures = List.copyOf(signatures);
  }

  /// How reading a narinfo ended.
  public sealed interface Reading {
    record Read(NarInfo narInfo) implements Reading {}

    /// @param problem what was found and wanted, without the name of the file
    record Malformed(String problem) implements Reading {}
  }

  /// Reads the bytes of a narinfo.
  public static Reading parse(byte[] text) {
    return NarInfoParser.parse(new String(text, StandardCharsets.UTF_8));
  }

  /// The key of the narinfo of a store path.
  public static String key(StorePath path) {
    return path.hash() + SUFFIX;
  }

  /// A narinfo that says that a path is there, and nothing true else: for a Nix that looks whether
  /// what it is about to write has all that it needs.
  public static byte[] standIn(StorePath path) {
    return """
    StorePath: %s
    URL: nar/%s.nar
    Compression: none
    NarHash: sha256:%s
    NarSize: 1
    References:\s
    """
        .formatted(path, NO_HASH, NO_HASH)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// What is signed: `1;<store path>;<NAR hash>;<NAR size>;<references, sorted>`.
  public String fingerprint() {
    String needs =
        references.stream()
            .distinct()
            .sorted()
            .map(StorePath::toString)
            .collect(Collectors.joining(","));
    return "1;" + storePath + ";" + narHash + ";" + narSize + ";" + needs;
  }

  /// Whether one of the keys has signed this.
  public boolean isSignedByOneOf(Collection<NixPublicKey> keys) {
    byte[] message = fingerprint().getBytes(StandardCharsets.UTF_8);
    return signatures.stream()
        .anyMatch(signature -> keys.stream().anyMatch(key -> verifies(key, message, signature)));
  }

  private static boolean verifies(NixPublicKey key, byte[] message, String signature) {
    int colon = signature.lastIndexOf(':');
    if (colon < 0 || !signature.substring(0, colon).equals(key.name())) {
      return false;
    }
    try {
      return key.verifies(message, Base64.getDecoder().decode(signature.substring(colon + 1)));
    } catch (IllegalArgumentException _) {
      return false; // a signature that is not base64 is a wrong signature
    }
  }
}
