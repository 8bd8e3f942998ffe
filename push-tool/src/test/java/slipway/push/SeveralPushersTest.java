package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.Bucket;
import slipway.cache.testing.Fault;
import slipway.manifest.Service;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Reissue;
import slipway.push.change.RemoveService;
import slipway.push.change.Signing;
import slipway.push.change.Updated;
import slipway.push.files.KeyFiles;
import slipway.push.outcome.Failure;
import slipway.push.s3.BucketManifests;

class SeveralPushersTest {
  private static final int PUSHERS = 6;
  private static final int PUSHES = 4;

  @TempDir Path folder;

  @Test
  void noChangeIsLostAndTheArchiveHoldsEveryManifestThatWasCurrent() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.patientBucket()) {
      BucketManifests manifests = new BucketManifests(bucket);
      Set<Instant> written = new ConcurrentSkipListSet<>();
      desk.server()
          .faults()
          .next(3, "PUT", "/manifest\\.json", new Fault.Status(500, "InternalError"));
      desk.server()
          .faults()
          .next(3, "PUT", "/manifest\\.json", new Fault.DoneThenStatus(500, "InternalError"));
      desk.server().faults().next(2, "PUT", "/manifest\\.json", new Fault.DoneThenCut());
      try (ExecutorService threads = Executors.newFixedThreadPool(PUSHERS)) {
        List<Future<?>> pushers = new ArrayList<>();
        for (int pusher = 0; pusher < PUSHERS; pusher++) {
          String service = "s" + pusher;
          pushers.add(threads.submit(() -> pushAll(desk, bucket, service, written)));
        }
        for (Future<?> pusher : pushers) {
          pusher.get();
        }
      }
      ManifestUpdate reader = update(desk, bucket);
      List<Service> services = reader.current().orElseThrow().manifest().services();
      assertEquals(PUSHERS, services.size());
      services.forEach(
          service -> assertEquals(service.name() + "-" + PUSHES, service.storePath().name()));
      Set<Instant> kept = Set.copyOf(manifests.archived());
      Set<Instant> missing =
          written.stream()
              .filter(generation -> !kept.contains(generation))
              .collect(Collectors.toSet());
      assertEquals(Set.of(), missing);
      assertEquals(PUSHERS * PUSHES, written.size());
      // Besides what was written: the empty one that init made.
      assertEquals(written.size() + 1, kept.size());
    }
  }

  @Test
  void aLostUpdateIsAppliedToWhatTheOtherWrote() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      ManifestUpdate slow = update(desk, bucket);
      var seen = slow.current();
      desk.set("api", "1");
      Updated updated = slow.apply(Desk.change("web", "2"), seen);
      Updated.Written written = assertInstanceOf(Updated.Written.class, updated);
      assertEquals(2, written.attempts());
      assertEquals(
          List.of("web-2", "api-1"),
          written.after().services().stream().map(each -> each.storePath().name()).toList());
    }
  }

  @Test
  void aRollbackNeverUndoesAPushThatNobodyHereSaw() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      desk.set("web", "2");
      ManifestUpdate update = update(desk, bucket);
      BucketManifests manifests = new BucketManifests(bucket);
      var seen = update.current();
      Signing signing = signing(desk);
      var earlier =
          signing.verify(manifests.archived(manifests.archived().getFirst()).orElseThrow());
      desk.set("api", "1");
      Failure failure = assertThrows(Failure.class, () -> update.apply(new Reissue(earlier), seen));
      assertTrue(Failure.text(failure).contains("slipway history"));
      assertEquals(2, update.current().orElseThrow().manifest().services().size());
    }
  }

  @Test
  void whatTheManifestSaysAlreadyIsNotWrittenAgain() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      long writes = writes(desk);
      assertInstanceOf(
          Updated.Unchanged.class, update(desk, bucket).apply(Desk.change("web", "1")));
      assertEquals(writes, writes(desk));
    }
  }

  @Test
  void removingWhatAColleagueRemovedMeanwhileSaysSo() throws Exception {
    try (Desk desk = Desk.ready(folder);
        Bucket bucket = desk.bucket()) {
      desk.set("web", "1");
      ManifestUpdate slow = update(desk, bucket);
      var seen = slow.current();
      desk.run("remove", "web").expect(0);
      assertThrows(Failure.class, () -> slow.apply(new RemoveService("web"), seen));
    }
  }

  private static Void pushAll(Desk desk, Bucket bucket, String service, Set<Instant> written)
      throws Exception {
    for (int version = 1; version <= PUSHES; version++) {
      Updated updated = update(desk, bucket).apply(Desk.change(service, Integer.toString(version)));
      written.add(((Updated.Written) updated).after().generation());
    }
    return null;
  }

  private static ManifestUpdate update(Desk desk, Bucket bucket) throws Exception {
    return new ManifestUpdate(
        new BucketManifests(bucket),
        signing(desk),
        InstantSource.system(),
        attempt -> {
          try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(10L << Math.min(attempt, 5)));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        () -> "me");
  }

  private static Signing signing(Desk desk) throws Exception {
    return new Signing(new KeyFiles().load(desk.settings().manifestKeyFile()), List.of());
  }

  private static long writes(Desk desk) {
    return desk.server().seen().stream().filter(seen -> seen.method().equals("PUT")).count();
  }
}
