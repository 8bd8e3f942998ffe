package slipway.push.s3;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Condition;
import slipway.cache.Fetched;
import slipway.cache.ObjectInfo;
import slipway.cache.Written;
import slipway.manifest.Generation;
import slipway.push.change.ManifestStore;
import slipway.push.change.StoredManifest;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Manifests as objects of a bucket: `manifest.json`, and `manifests/manifest-<generation>.json`
/// for each that was or is, all with their signature in the user metadata `signature`.
public final class BucketManifests implements ManifestStore {
  /// S3 answers a write that meets another one as it answers one that comes too late.
  private static final int ARCHIVE_ATTEMPTS = 3;

  private static final String CURRENT = "manifest.json";
  private static final String ARCHIVE = "manifests/manifest-";
  private static final String SUFFIX = ".json";
  private static final String SIGNATURE = "signature";
  private static final String JSON = "application/json";
  private static final int MOST_BYTES = 1 << 20;

  private final Bucket bucket;
  private final WriteRule rule;

  /// For a bucket that has to keep conditional writes.
  public BucketManifests(Bucket bucket) {
    this(bucket, new ConditionalOnly(bucket));
  }

  public BucketManifests(Bucket bucket, WriteRule rule) {
    this.bucket = bucket;
    this.rule = rule;
  }

  @Override
  public String where() {
    return shown(CURRENT);
  }

  @Override
  public Optional<StoredManifest> current() throws Failure {
    return fetch(CURRENT);
  }

  @Override
  public void archive(byte[] manifest, @Nullable String signature, Instant generation)
      throws Failure {
    String key = archiveKey(generation);
    for (int attempt = 0; attempt < ARCHIVE_ATTEMPTS; attempt++) {
      // Most are there already: each push archives its own, and the push after it makes sure.
      Optional<StoredManifest> kept = fetch(key);
      if (kept.isPresent()) {
        requireSame(kept.get(), manifest, signature);
        return;
      }
      if (write(key, manifest, signature, new Condition.IfAbsent())) {
        return;
      }
    }
    throw new Failure(
        ExitCode.BUCKET,
        shown(key)
            + " is not there, and the bucket refuses it as if it were: others may be writing it,"
            + " run this again");
  }

  /// Bytes without their signature are no manifest that anybody could go back to.
  private static void requireSame(StoredManifest kept, byte[] manifest, @Nullable String signature)
      throws Failure {
    if (!Arrays.equals(kept.bytes(), manifest) || !Objects.equals(kept.signature(), signature)) {
      throw new Failure(
          ExitCode.FAILED,
          kept.where()
              + " holds other bytes or another signature than the manifest whose place in the"
              + " archive it is: look at both, move that object away, then run this again");
    }
  }

  @Override
  public void prepareToReplace() {
    rule.prepare();
  }

  @Override
  public boolean replace(byte[] manifest, String signature, Optional<StoredManifest> seen)
      throws Failure {
    rule.require();
    Condition condition =
        seen.isPresent() ? new Condition.IfMatch(seen.get().etag()) : new Condition.IfAbsent();
    return write(CURRENT, manifest, signature, condition);
  }

  @Override
  public List<Instant> archived() throws Failure {
    try {
      return bucket.list(ARCHIVE).stream()
          .map(ObjectInfo::key)
          .filter(key -> key.endsWith(SUFFIX))
          .map(key -> key.substring(ARCHIVE.length(), key.length() - SUFFIX.length()))
          .map(Generation::parseArchiveName)
          .flatMap(Optional::stream)
          .sorted()
          .toList();
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }

  @Override
  public Optional<StoredManifest> archived(Instant generation) throws Failure {
    return fetch(archiveKey(generation));
  }

  private Optional<StoredManifest> fetch(String key) throws Failure {
    try {
      return switch (bucket.fetch(key, null, MOST_BYTES)) {
        case Fetched.Found(byte[] body, String etag, Map<String, String> metadata, _) ->
            Optional.of(new StoredManifest(shown(key), body, etag, metadata.get(SIGNATURE)));
        case Fetched.Missing() -> Optional.empty();
        case Fetched.NotModified() ->
            throw new IllegalStateException("not modified, without having asked for it");
      };
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }

  private boolean write(String key, byte[] body, @Nullable String signature, Condition condition)
      throws Failure {
    Map<String, String> metadata = signature == null ? Map.of() : Map.of(SIGNATURE, signature);
    try {
      return switch (bucket.write(key, body, JSON, metadata, condition)) {
        case Written.Done _ -> true;
        case Written.Lost() -> false;
      };
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }

  private static String archiveKey(Instant generation) {
    return ARCHIVE + Generation.archiveName(generation) + SUFFIX;
  }

  private String shown(String key) {
    return bucket.settings().display() + key;
  }
}
