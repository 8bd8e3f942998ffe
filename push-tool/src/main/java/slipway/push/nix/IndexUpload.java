package slipway.push.nix;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.ClosureIndex;
import slipway.cache.Condition;
import slipway.cache.Fetched;
import slipway.cache.Written;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixPublicKey;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.manifest.Verification;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.Progress;
import slipway.push.outcome.SideBySide;

/// Puts the closure index of each path into the cache, from which hosts read all narinfos at once.
/// A push is good without: hosts then read them one by one.
final class IndexUpload {
  private static final SideBySide WRITES =
      new SideBySide(8, "writing closure indexes", ExitCode.INTERRUPTED);
  private static final String CONTENT_TYPE = "application/gzip";

  private static final String SIGNATURE = "signature";

  private final Bucket cache;
  private final NixSecretKey key;
  private final Progress progress;

  IndexUpload(Bucket cache, NixSecretKey key, Progress progress) {
    this.cache = cache;
    this.key = key;
    this.progress = progress;
  }

  /// Whether whoever has the key has written this index, and so has seen a signature by that key on
  /// each narinfo in it.
  static boolean isSigned(Fetched.Found index, NixPublicKey key) {
    return ManifestSignature.verify(index.body(), index.metadata().get(SIGNATURE), Set.of(key))
        instanceof Verification.Trusted;
  }

  /// The index of each path that is pushed, where it is not too large.
  Map<StorePath, byte[]> compose(SignedClosure closure) {
    Map<StorePath, byte[]> indexes = new LinkedHashMap<>();
    for (StorePath top : new LinkedHashSet<>(closure.tops())) {
      Optional<byte[]> index = ClosureIndex.write(closure.of(top));
      index.ifPresentOrElse(
          bytes -> indexes.put(top, bytes),
          () -> say(top, "the closure is larger than an index may be"));
    }
    return indexes;
  }

  /// Whatever is there is replaced: it may be of the time before a path was uploaded anew.
  void write(Map<StorePath, byte[]> indexes) throws Failure {
    Map<StorePath, Optional<String>> problems =
        WRITES.read(indexes.keySet(), top -> write(top, Objects.requireNonNull(indexes.get(top))));
    problems.forEach((top, problem) -> problem.ifPresent(reason -> say(top, reason)));
  }

  private void say(StorePath top, String reason) {
    progress.say(
        "%s was not written, so hosts read the narinfos of %s one by one: %s"
            .formatted(ClosureIndex.key(top), top, reason));
  }

  private Optional<String> write(StorePath top, byte[] index) {
    try {
      Written _ =
          cache.write(
              ClosureIndex.key(top),
              index,
              CONTENT_TYPE,
              Map.of(SIGNATURE, ManifestSignature.sign(index, List.of(key))),
              new Condition.Always());
      return Optional.empty();
    } catch (BucketException e) {
      return Optional.of(Failure.text(e));
    }
  }
}
