package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.manifest.StorePath;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.SetService;
import slipway.push.change.Signing;
import slipway.push.change.Updated;
import slipway.push.files.KeyFiles;
import slipway.push.operation.Closures;
import slipway.push.operation.Push;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.s3.BucketManifests;

/// A host never reads of a path that is not in the cache.
class PushOrderTest {
  @TempDir Path folder;

  @Test
  void theManifestNamesAPathOnceItsClosureIsThere() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      Uploads uploads = new Uploads(bucket, false);
      Push.Pushed pushed = push(desk, bucket, uploads).run(Desk.change("web", "1"), _ -> {});
      assertInstanceOf(Updated.Written.class, pushed.updated());
      assertEquals(List.of(Desk.path("web", "1") + " while 0 manifests are archived"), uploads.log);
      assertEquals(2, bucket.list("manifests/").size());
    }
  }

  @Test
  void aFailedUploadLeavesTheManifestAlone() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      Push push = push(desk, bucket, new Uploads(bucket, true));
      assertThrows(Failure.class, () -> push.run(Desk.change("web", "1"), _ -> {}));
      assertEquals(0, bucket.list("manifests/").size());
    }
  }

  @Test
  void whatCannotBeDoneIsSaidBeforeTheUpload() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      Uploads uploads = new Uploads(bucket, false);
      SetService unknown = new SetService("web", Desk.path("web", "1"), null, null);
      assertThrows(Failure.class, () -> push(desk, bucket, uploads).run(unknown, _ -> {}));
      assertEquals(List.of(), uploads.log);
    }
  }

  @Test
  void aFreezeIsSaidBeforeTheUpload() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.run("freeze", "--reason", "the audit").expect(0);
      Uploads uploads = new Uploads(bucket, false);
      assertThrows(
          Failure.class, () -> push(desk, bucket, uploads).run(Desk.change("web", "1"), _ -> {}));
      assertEquals(List.of(), uploads.log);
    }
  }

  private static Push push(Desk desk, Bucket bucket, Closures closures) throws Exception {
    Signing signing =
        new Signing(new KeyFiles().load(desk.settings().manifestKeyFile()), List.of());
    ManifestUpdate update =
        new ManifestUpdate(
            new BucketManifests(bucket), signing, InstantSource.system(), _ -> {}, () -> "me");
    return new Push(update, closures, InstantSource.system(), _ -> {});
  }

  /// Notes what was in the bucket at the time of each upload.
  private static final class Uploads implements Closures {
    private final List<String> log = new ArrayList<>();
    private final Bucket bucket;
    private final boolean failing;

    Uploads(Bucket bucket, boolean failing) {
      this.bucket = bucket;
      this.failing = failing;
    }

    @Override
    public StorePath build(String installable) {
      throw new UnsupportedOperationException("nothing is built here");
    }

    @Override
    public StorePath resolve(String path) {
      return StorePath.of(path);
    }

    @Override
    public Whereabouts locate(StorePath path) {
      return new Whereabouts.Here();
    }

    @Override
    public Uploaded upload(List<StorePath> paths) throws Failure {
      if (failing) {
        throw new Failure(ExitCode.BUCKET, "the bucket is full");
      }
      try {
        int archived = bucket.list("manifests/").size();
        log.add(paths.getFirst() + " while " + archived + " manifests are archived");
      } catch (BucketException e) {
        throw new Failure(ExitCode.BUCKET, "cannot list", e);
      }
      return new Uploaded(1, 2, 3, 0);
    }
  }
}
