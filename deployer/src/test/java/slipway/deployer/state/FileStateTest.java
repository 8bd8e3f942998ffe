package slipway.deployer.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.NOW;
import static slipway.deployer.plan.Samples.blueGreen;
import static slipway.deployer.plan.Samples.job;
import static slipway.deployer.plan.Samples.release;
import static slipway.deployer.plan.Samples.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.deployer.plan.Accepted;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Pause;
import slipway.deployer.plan.Release;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.HostLock;
import slipway.deployer.reconcile.HostLock.Attempt;
import slipway.deployer.reconcile.Pauses;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestWriter;
import slipway.unit.Instance;

class FileStateTest {
  @TempDir Path directory;

  private static HostState full() {
    return HostState.EMPTY
        .with(new Accepted(NOW, "d1", "e1", NOW.plusSeconds(1)))
        .with("shop", known -> known.confirmed(release(1, web("shop", 1, 8000))))
        .with("shop", known -> known.started(release(2, web("shop", 2, 8000))))
        .with("shop", known -> known.failed(release(2, web("shop", 2, 8000)), "why", NOW))
        .with("nightly", known -> known.starting(release(7, job("nightly", 3))));
  }

  @Test
  void whatIsSavedIsLoaded() throws HostException {
    new FileState(directory).save(full());

    assertEquals(full(), new FileState(directory).load());
  }

  @Test
  void repairsAreRemembered() throws HostException {
    HostState repaired = full().with("shop", known -> known.repaired(NOW));
    new FileState(directory).save(repaired);

    assertEquals(repaired, new FileState(directory).load());
  }

  @Test
  void whoServesAndWhoDrainsIsRemembered() throws HostException {
    Release first = release(1, web("two", 1, 8000));
    Release second = release(2, blueGreen("two", 2, 8000, 8001));
    Release third = release(3, blueGreen("two", 3, 8000, 8001));
    HostState state = full().with("two", known -> known.confirmed(first));
    for (Release next : List.of(second, third)) {
      int port = next.number() == 2 ? 8001 : 8000;
      Instance instance = new Instance(next.service(), port);
      state = state.with("two", known -> known.served(instance, next, NOW));
      assertEquals(
          next.number() == 2 ? null : Integer.valueOf(8001),
          state.service("two").draining().port());
      new FileState(directory).save(state);
      assertEquals(state, new FileState(directory).load());
    }
  }

  @Test
  void aStateFileOfTheFirstVersionIsStillRead() throws IOException, HostException {
    try (InputStream golden = getClass().getResourceAsStream("state-v1.json")) {
      Files.write(directory.resolve("state.json"), Objects.requireNonNull(golden).readAllBytes());
    }

    assertEquals(full(), new FileState(directory).load());
  }

  @Test
  void aHostWithoutAStateFileRemembersNothing() throws HostException {
    assertEquals(HostState.EMPTY, new FileState(directory.resolve("none")).load());
  }

  @Test
  void aDamagedFileIsKeptAside() throws IOException, HostException {
    Files.writeString(directory.resolve("state.json"), "{\"version\":1,\"services\":{\"sh");

    assertEquals(HostState.EMPTY, new FileState(directory).load());

    assertTrue(Files.readString(directory.resolve("state.json.damaged")).endsWith("\"sh"));
  }

  @Test
  void aDamagedFileLetsNoOlderManifestIn() throws IOException, HostException {
    FileState state = new FileState(directory);
    state.keepManifest(ManifestWriter.write(new Manifest(NOW, List.of())));
    Files.writeString(directory.resolve("state.json"), "[]");

    assertEquals(NOW, state.load().accepted().generation());
  }

  @Test
  void aDamagedFileGivesWayToTheOneBefore() throws IOException, HostException {
    for (String damage :
        List.of("", "{\"version\":1,\"services\":{\"sh", "[]", "{\"version\":2}")) {
      FileState state = new FileState(directory);
      state.save(full());
      state.save(full().without("nightly"));
      Files.writeString(directory.resolve("state.json"), damage);

      assertEquals(full(), state.load(), damage);
      assertEquals(full(), state.load(), "and again, where nothing was saved since");
      assertEquals(damage, Files.readString(directory.resolve("state.json.damaged")));
    }
  }

  @Test
  void theFileBeforeLetsNoOlderManifestIn() throws IOException, HostException {
    FileState state = new FileState(directory);
    state.save(full());
    Instant later = NOW.plusSeconds(9);
    state.keepManifest(ManifestWriter.write(new Manifest(later, List.of())));
    state.save(full().with(new Accepted(later, "d2", "e2", later)));
    Files.delete(directory.resolve("state.json"));

    assertEquals(later, state.load().accepted().generation());
    assertEquals(full().services(), state.load().services());
  }

  @Test
  void aFileThatIsGoneLetsNoOlderManifestIn() throws HostException {
    FileState state = new FileState(directory);
    state.keepManifest(ManifestWriter.write(new Manifest(NOW, List.of())));

    assertEquals(NOW, state.load().accepted().generation());
  }

  @Test
  void twoDamagedFilesLeaveAHostThatRemembersNothing() throws IOException, HostException {
    FileState state = new FileState(directory);
    state.save(full());
    state.save(full());
    Files.writeString(directory.resolve("state.json"), "");
    Files.writeString(directory.resolve("state.json.previous"), "");

    assertEquals(HostState.EMPTY, state.load());
  }

  @Test
  void aWriteThatFailsLeavesTheOldFile() throws IOException, HostException {
    FileState state = new FileState(directory);
    state.save(HostState.EMPTY);
    byte[] before = Files.readAllBytes(directory.resolve("state.json"));
    Files.createDirectories(directory.resolve(".state.json.new/in-the-way"));

    assertThrows(HostException.class, () -> state.save(full()));

    assertArrayEquals(before, Files.readAllBytes(directory.resolve("state.json")));
  }

  @Test
  void aPauseIsKeptUntilItIsEnded() throws HostException {
    FileState state = new FileState(directory.resolve("new"));
    assertEquals(Optional.empty(), state.pause());
    state.endPause();
    for (Pause pause :
        List.of(
            new Pause(NOW, NOW.plusSeconds(1), "why", "ada"),
            new Pause(NOW, NOW.plusSeconds(2), null, null))) {
      state.keepPause(pause);
      assertEquals(Optional.of(pause), state.pause());
    }
    state.endPause();
    assertEquals(Optional.empty(), state.pause());
  }

  @Test
  void aPauseOfTheFirstVersionIsStillRead() throws IOException, HostException {
    Files.writeString(
        directory.resolve("pause.json"),
        """
        {"version": 1, "at": "2026-01-02T03:04:05Z", "until": "2026-01-02T03:04:06Z",
         "reason": "why", "by": "ada"}
        """);
    assertEquals(
        Optional.of(new Pause(NOW, NOW.plusSeconds(1), "why", "ada")),
        new FileState(directory).pause());
  }

  @Test
  void aDamagedPauseStopsPassesUntilSomebodyEndsIt() throws IOException, HostException {
    FileState state = new FileState(directory);
    for (String content :
        List.of("", "{", "[]", "{\"version\":2}", "{\"version\":1,\"at\":\"x\"}")) {
      Files.writeString(directory.resolve("pause.json"), content);
      HostException no = assertThrows(HostException.class, state::pause, content);
      assertTrue(String.valueOf(no.getMessage()).contains("slipway-deployer resume"), no::toString);
    }
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    new Pauses(state, new PassLock(directory.resolve("lock"), clock), clock, null).end();
    assertEquals(Optional.empty(), state.pause());
  }

  @Test
  void theSecondPassIsToldWhoRunsTheFirst() throws HostException {
    PassLock lock = new PassLock(directory.resolve("lock"), Clock.fixed(NOW, ZoneOffset.UTC));
    HostLock.Held first = assertInstanceOf(Attempt.Taken.class, lock.take("sync")).lock();
    first.announce();

    // One process cannot take a file lock twice, so this process stands for the second one too.
    Attempt second = lock.take("run");
    assertTrue(assertInstanceOf(Attempt.Busy.class, second).holder().contains("(sync) since"));
    first.close();

    assertInstanceOf(Attempt.Taken.class, lock.take("run"));
  }

  @Test
  void aProcessThatWasKilledIsNotTakenForTheHolder() throws Exception {
    Path file = Files.writeString(directory.resolve("lock"), "pid 1 (sync) since long ago");
    PassLock lock = new PassLock(file, Clock.fixed(NOW, ZoneOffset.UTC));
    assertInstanceOf(Attempt.Taken.class, lock.take("run"));
    Attempt second = lock.take("sync");
    assertEquals("another process", assertInstanceOf(Attempt.Busy.class, second).holder());
  }

  @Test
  void aLockThatIsNotAnnouncedWritesNothing() throws Exception {
    Path file = Files.createFile(directory.resolve("lock"));
    FileTime past = FileTime.from(NOW.minusSeconds(60));
    Files.setLastModifiedTime(file, past);
    PassLock lock = new PassLock(file, Clock.fixed(NOW, ZoneOffset.UTC));
    HostLock.Held first = assertInstanceOf(Attempt.Taken.class, lock.take("run")).lock();
    Attempt second = lock.take("sync");
    assertEquals("another process", assertInstanceOf(Attempt.Busy.class, second).holder());
    first.close();
    assertEquals(past, Files.getLastModifiedTime(file));
  }

  @Test
  void aLockIsNotSharedWhereTheStateCanBeWritten() throws IOException {
    Path file = Files.createDirectory(directory.resolve("lock"));
    PassLock lock = new PassLock(file, Clock.fixed(NOW, ZoneOffset.UTC));
    HostException no = assertThrows(HostException.class, () -> lock.take("sync"));
    assertTrue(String.valueOf(no.getMessage()).contains("nothing is changed here"), no::toString);
  }
}
