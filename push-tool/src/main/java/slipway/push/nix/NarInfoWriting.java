package slipway.push.nix;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import slipway.cache.Archives;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Condition;
import slipway.cache.NarInfo;
import slipway.cache.UploadWatch;
import slipway.cache.Written;
import slipway.manifest.NixPublicKey;
import slipway.manifest.StorePath;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Writes narinfos that the cache lacked when it was looked at. One that somebody else has put
/// there since is not overwritten, because it has their signature: it gets ours.
///
/// @param broken the ETags of narinfos that are to be replaced
record NarInfoWriting(
    Bucket cache,
    NixPublicKey key,
    CachedClosure closure,
    Resigning resigning,
    Map<StorePath, String> broken,
    Archives archives,
    UploadWatch watch)
    implements NarInfoWrites.Writing {
  @Override
  public SignedNarInfo write(StorePath path, NarInfoWrites.Sent sent) throws Failure {
    NarInfo narInfo = sent.narInfo();
    if (!sent.ours() && !narInfo.isSignedByOneOf(Set.of(key))) {
      throw closure.refused(path, "was signed by Nix with another key than " + key.name());
    }
    try {
      requireArchive(path, narInfo);
      Condition condition =
          Optional.ofNullable(broken.get(path))
              .<Condition>map(Condition.IfMatch::new)
              .orElseGet(Condition.IfAbsent::new);
      // No `switch` where every push comes by; see decision 31.
      if (write(cache, NarInfo.key(path), sent.text(), condition) instanceof Written.Lost) {
        return somebodyElses(path, narInfo);
      }
      watch.stored(NarInfo.key(path), sent.text().length);
      return new SignedNarInfo(path, sent.text());
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.INTERRUPTED, "interrupted while writing narinfos", e);
    }
  }

  private static Written write(Bucket cache, String key, byte[] text, Condition condition)
      throws BucketException {
    try {
      return cache.write(key, text, Resigning.CONTENT_TYPE, Map.of(), condition);
    } catch (BucketException e) {
      if (e.kind() != BucketException.Kind.UNSUPPORTED) {
        throw e;
      }
      return cache
          .withoutConditionalWrites()
          .write(key, text, Resigning.CONTENT_TYPE, Map.of(), condition);
    }
  }

  /// An archive that Nix has left out because one of its name was there has to be whole, and there
  /// still: one that no narinfo names is what a rule of the bucket or a collector deletes.
  private void requireArchive(StorePath path, NarInfo narInfo)
      throws Failure, BucketException, InterruptedException {
    OptionalLong sent = archives.await(narInfo.url());
    if (sent.isEmpty()) {
      Optional<String> problem = closure.askedArchiveProblem(narInfo.url(), narInfo.fileSize());
      if (problem.isPresent()) {
        throw closure.refusedArchive(path, narInfo.url(), problem.get());
      }
    }
  }

  private SignedNarInfo somebodyElses(StorePath path, NarInfo ours) throws Failure {
    return switch (closure.readAnew(path)) {
      case CachedPath.Whole whole -> SignedNarInfo.of(whole);
      case CachedPath.Unsigned unsigned -> resigning.sign(unsigned, ours.fingerprint(), closure);
      case CachedPath.Absent _ ->
          throw closure.refused(path, "was put there and taken away in this moment");
      case CachedPath.Broken broken -> throw closure.refused(path, broken.problem());
    };
  }
}
