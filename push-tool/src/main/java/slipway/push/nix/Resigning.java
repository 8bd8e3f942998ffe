package slipway.push.nix;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Condition;
import slipway.cache.NarInfo;
import slipway.cache.Written;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.nix.CachedPath.Unsigned;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.SideBySide;

/// Signs what was in the cache before, if it is what this machine has. A narinfo is signed only
/// where it says of the path what the local store says: whoever can write to the bucket could
/// otherwise put a narinfo of their own there and have the next push sign it.
final class Resigning {
  private static final SideBySide WRITES =
      new SideBySide(32, "signing narinfos", ExitCode.INTERRUPTED);
  static final String CONTENT_TYPE = "text/x-nix-narinfo";

  private final Bucket cache;
  private final NixSecretKey key;

  Resigning(Bucket cache, NixSecretKey key) {
    this.cache = cache;
    this.key = key;
  }

  /// Returns what the narinfos are now.
  ///
  /// @param here what the local store says of these paths
  List<SignedNarInfo> sign(List<Unsigned> paths, List<LocalPath> here, CachedClosure closure)
      throws Failure {
    Map<StorePath, String> fingerprints = new HashMap<>();
    here.forEach(path -> fingerprints.put(path.path(), path.fingerprint()));
    return List.copyOf(
        WRITES
            .read(paths, path -> sign(path, fingerprints.getOrDefault(path.path(), ""), closure))
            .values());
  }

  /// Returns what the narinfo is now.
  ///
  /// @param fingerprint of the path on this machine
  SignedNarInfo sign(Unsigned path, String fingerprint, CachedClosure closure) throws Failure {
    if (!path.narInfo().fingerprint().equals(fingerprint)) {
      throw closure.refused(
          path.path(),
          "was put there by somebody else, without our signature, and describes other content"
              + " than the path has on this machine");
    }
    byte[] message = fingerprint.getBytes(StandardCharsets.UTF_8);
    byte[] narInfo = path.withSignature(ManifestSignature.sign(message, List.of(key)));
    try {
      Written written =
          cache.write(
              NarInfo.key(path.path()),
              narInfo,
              CONTENT_TYPE,
              Map.of(),
              new Condition.IfMatch(path.etag()));
      return switch (written) {
        case Written.Done _ -> new SignedNarInfo(path.path(), narInfo);
        case Written.Lost _ -> {
          if (closure.readAnew(path.path()) instanceof CachedPath.Whole whole) {
            yield SignedNarInfo.of(whole);
          }
          throw closure.refused(path.path(), "changed in this moment, and lacks our signature");
        }
      };
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }
}
