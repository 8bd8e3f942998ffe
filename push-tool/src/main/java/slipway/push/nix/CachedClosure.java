package slipway.push.nix;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Fetched;
import slipway.cache.NarInfo;
import slipway.cache.ObjectInfo;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.SideBySide;

/// A closure in the cache bucket, read with the eyes of a host that trusts our key alone: for each
/// path its narinfo, and whether the archive that it names is there.
final class CachedClosure {
  private static final SideBySide READS = new SideBySide(32, "reading narinfos", ExitCode.FAILED);

  private final Bucket cache;
  private final NixSecretKey key;

  CachedClosure(Bucket cache, NixSecretKey key) {
    this.cache = cache;
    this.key = key;
  }

  /// What there is of each path, in their order.
  List<CachedPath> read(List<StorePath> closure) throws Failure {
    return List.copyOf(READS.read(closure, this::read).values());
  }

  CachedPath read(StorePath path) throws Failure {
    try {
      return switch (cache.fetch(NarInfo.key(path), null, NarInfo.MAX_BYTES)) {
        case Fetched.Found found -> judged(path, found);
        case Fetched.Missing() -> new CachedPath.Absent(path);
        case Fetched.NotModified() ->
            throw new IllegalStateException("not modified, without having asked for it");
      };
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }

  private CachedPath judged(StorePath path, Fetched.Found found) throws Failure, BucketException {
    return switch (NarInfo.parse(found.body())) {
      case NarInfo.Reading.Malformed(String problem) -> throw refused(path, problem);
      case NarInfo.Reading.Read(NarInfo narInfo) -> {
        if (!narInfo.storePath().equals(path)) {
          throw refused(path, "is about " + narInfo.storePath());
        }
        Optional<String> problem = archiveProblem(narInfo);
        if (problem.isPresent()) {
          yield new CachedPath.Broken(path, narInfo.url(), problem.get());
        }
        yield narInfo.isSignedByOneOf(Set.of(key.publicKey()))
            ? new CachedPath.Whole(path, narInfo, found)
            : new CachedPath.Unsigned(path, narInfo, found);
      }
    };
  }

  private Optional<String> archiveProblem(NarInfo narInfo) throws BucketException {
    Optional<ObjectInfo> archive = cache.describe(narInfo.url());
    if (archive.isEmpty()) {
      return Optional.of("names " + narInfo.url() + ", which is not there");
    }
    long size = archive.get().size();
    return narInfo.fileSize().isEmpty() || narInfo.fileSize().getAsLong() == size
        ? Optional.empty()
        : Optional.of(
            "names %s with %d bytes, which has %d"
                .formatted(narInfo.url(), narInfo.fileSize().getAsLong(), size));
  }

  Failure refused(StorePath path, String found) {
    return new Failure(
        ExitCode.REFUSED,
        cache.settings().display()
            + NarInfo.key(path)
            + ", the cache's entry of "
            + path
            + ", "
            + found
            + ". The manifest was not changed: delete that object and push again, which uploads"
            + " the path from this machine");
  }
}
