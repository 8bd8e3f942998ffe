package slipway.deployer.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.reconcile.Errands.Ending;
import slipway.deployer.reconcile.Errands.Errand;
import slipway.deployer.reconcile.HostException;

/// Programs as transient units, on a real systemd.
@Tag("systemd")
final class TransientUnitsTest {
  private static final String UNIT = "unit-test-deployer.errand.service";
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Host host = new Host();
  private final SystemdBus bus = host.bus();
  private final SystemdUnits units = host.units(bus);
  private final TransientUnits errands = new TransientUnits(bus);

  @BeforeEach
  void makeRoom() throws IOException {
    Files.createDirectories(host.here(Host.SCRATCH));
    Files.deleteIfExists(seen());
  }

  @AfterEach
  void leaveNothing() throws HostException {
    units.stop(UNIT);
    bus.close();
  }

  @Test
  void aProgramGetsItsInputItsWordsAndItsEnvironmentAsTheyAre() throws Exception {
    String input = "{\"a\":\"\u00e4 % $HOME \\\\ \\n\"}\n";
    Errand errand =
        new Errand(
            UNIT,
            "a test",
            List.of(
                "/bin/sh",
                "-c",
                "cat >$0; printf '%s|%s' \"$1\" \"$TOLD\" >>$0",
                Host.SCRATCH + "/seen",
                "$HOME %n 'x' \"y\" \\ ä"),
            Map.of("TOLD", "$HOME %n 'x' \"y\" \\ ä"),
            input.getBytes(UTF_8),
            LONG);

    assertEquals(new Ending.Done(), errands.run(errand));

    assertEquals(
        input + "$HOME %n 'x' \"y\" \\ ä|$HOME %n 'x' \"y\" \\ ä", Files.readString(seen()));
    assertEquals(Activity.INACTIVE, units.status(UNIT).activity());
  }

  @Test
  void itRunsInAUnitOfItsOwn() throws Exception {
    assertEquals(new Ending.Done(), run("cat /proc/self/cgroup >" + Host.SCRATCH + "/seen", LONG));
    assertTrue(Files.readString(seen()).contains("/" + UNIT), () -> read());
  }

  @Test
  void anExitCodeIsToldAndTheUnitIsGoneAfterwards() throws Exception {
    Ending.Failed failed = assertInstanceOf(Ending.Failed.class, run("exit 3", LONG));
    assertEquals("exit code 3; see: journalctl -u " + UNIT + " -n 50", failed.reason());
    assertEquals(Activity.INACTIVE, units.status(UNIT).activity());
    assertEquals(new Ending.Done(), run("exit 0", LONG));
  }

  @Test
  void aProgramThatIsNotThereIsNamedAsThat() throws Exception {
    Errand errand = new Errand(UNIT, "a test", List.of("/no/such"), Map.of(), new byte[0], LONG);
    Ending.Failed failed = assertInstanceOf(Ending.Failed.class, errands.run(errand));
    assertTrue(failed.reason().startsWith("exit code 203/EXEC"), failed::reason);
  }

  @Test
  void oneThatHangsIsKilledAtItsLimitWithAllThatItStarted() throws Exception {
    long begin = System.nanoTime();
    Ending ending =
        run(
            "(trap '' TERM; sleep 1000 & echo $! >" + Host.SCRATCH + "/seen; wait) & sleep 1000",
            Duration.ofSeconds(2));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    Ending.Failed failed = assertInstanceOf(Ending.Failed.class, ending);
    assertTrue(failed.reason().startsWith("not over after 2 s, its limit"), failed::reason);
    assertTrue(took.toSeconds() < 15, took::toString);
    assertFalse(Files.exists(Path.of("/proc/" + read().strip())), "its child");
  }

  @Test
  void thereIsNeverMoreThanOne() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ending> first = threads.submit(() -> run("touch $0; exec sleep 1000", LONG));
      awaitSeen();
      assertEquals(new Ending.Busy(), run("exit 0", LONG));
      units.stop(UNIT);
      assertInstanceOf(Ending.Failed.class, first.get());
    }
  }

  @Test
  void itsEndIsAwaitedThroughAReexecutionOfSystemd() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ending> ending =
          threads.submit(
              () -> run("touch $0; until test -e $0.go; do sleep 0.1; done; exit 4", LONG));
      awaitSeen();
      Host.reexecute();
      Files.createFile(Path.of(seen() + ".go"));
      Ending.Failed failed = assertInstanceOf(Ending.Failed.class, ending.get());
      assertTrue(failed.reason().startsWith("exit code 4"), failed::reason);
    } finally {
      Files.deleteIfExists(Path.of(seen() + ".go"));
    }
  }

  private Ending run(String script, Duration limit) throws HostException {
    return errands.run(
        new Errand(
            UNIT,
            "a test",
            List.of("/bin/sh", "-c", script, Host.SCRATCH + "/seen"),
            Map.of(),
            new byte[0],
            limit));
  }

  private void awaitSeen() throws InterruptedException {
    for (int look = 0; look < 200 && !Files.exists(seen()); look++) {
      Thread.sleep(50);
    }
  }

  private Path seen() {
    return host.here(Host.SCRATCH + "/seen");
  }

  private String read() {
    try {
      return Files.readString(seen());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
