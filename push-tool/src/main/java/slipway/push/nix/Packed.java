package slipway.push.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import slipway.cache.NarInfo;
import slipway.manifest.Digest;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;

/// A small path, packed and signed as `nix copy` does it, but for the kind of compression: what
/// there is of that in a JDK is gzip, which Nix unpacks since 2.4.
///
/// @param archive not copied, so not to be written to
record Packed(StorePath path, byte[] archive, NarInfoWrites.Sent narInfo) {
  static final int MOST_BYTES = 256 << 10;

  /// @param store where the paths of the Nix store are
  /// @throws IOException where the path cannot be read, or is not what Nix says of it
  static Packed of(PathInfo info, Path store, NixSecretKey key) throws IOException {
    byte[] nar = Nar.pack(store.resolve(info.path().baseName()), MOST_BYTES);
    byte[] digest = Digest.sha256().digest(nar);
    String hash = "sha256:" + NixBase32.encode(digest);
    String other = "sha256-" + Base64.getEncoder().encodeToString(digest);
    if (nar.length != info.narSize()
        || !(info.narHash().equals(hash) || info.narHash().equals(other))) {
      throw new IOException(info.path() + " is not what it was when it was built");
    }
    byte[] archive = compressed(nar);
    String fileHash = NixBase32.encode(Digest.sha256().digest(archive));
    String url = "nar/" + fileHash + ".nar.gz";
    LocalPath local =
        new LocalPath(info.path(), HexFormat.of().formatHex(digest), nar.length, info.references());
    Set<String> signatures = new LinkedHashSet<>(info.signatures());
    signatures.add(ManifestSignature.sign(local.fingerprint().getBytes(UTF_8), List.of(key)));
    StringBuilder text = new StringBuilder();
    line(text, "StorePath", info.path().toString());
    line(text, "URL", url);
    line(text, "Compression", "gzip");
    line(text, "FileHash", "sha256:" + fileHash);
    line(text, "FileSize", Integer.toString(archive.length));
    line(text, "NarHash", hash);
    line(text, "NarSize", Integer.toString(nar.length));
    line(
        text,
        "References",
        info.references().stream().map(StorePath::baseName).collect(Collectors.joining(" ")));
    info.deriver().ifPresent(deriver -> line(text, "Deriver", deriver));
    signatures.forEach(signature -> line(text, "Sig", signature));
    info.contentAddress().ifPresent(address -> line(text, "CA", address));
    NarInfo narInfo =
        new NarInfo(
            info.path(),
            url,
            OptionalLong.of(archive.length),
            hash,
            nar.length,
            List.copyOf(info.references()),
            List.copyOf(signatures));
    return new Packed(
        info.path(),
        archive,
        new NarInfoWrites.Sent(narInfo, text.toString().getBytes(UTF_8), true));
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(": ").append(value).append('\n');
  }

  private static byte[] compressed(byte[] nar) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(archive)) {
      gzip.write(nar);
    }
    return archive.toByteArray();
  }
}
