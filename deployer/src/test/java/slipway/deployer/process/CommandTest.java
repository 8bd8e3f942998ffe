package slipway.deployer.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void theExitCodeAndBothStreamsComeBack() throws Exception {
    assertEquals(
        new Command.Outcome.Ended(3, "out\n", "err\n"), run("echo out; echo err >&2; exit 3"));
  }

  @Test
  void aProgramSeesOnlyTheEnvironmentItIsGivenAndNoInput() throws Exception {
    Command command = new Command(sh("cat; echo $A-$HOME"), Map.of("A", "1"), LONG);
    assertEquals(new Command.Outcome.Ended(0, "1-\n", ""), command.run(_ -> {}));
  }

  @Test
  void linesOfStandardErrorArriveAsTheyCome() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    new Command(sh("printf 'one\\rtwo\\nthree' >&2"), Map.of(), LONG).run(lines::add);
    assertEquals(List.of("one", "two", "three"), lines);
  }

  @Test
  void ofALargeOutputTheLastPartIsKept() throws Exception {
    Command.Outcome outcome = run("i=0; while [ $i -lt 300000 ]; do echo $i; i=$((i+1)); done");
    String stdout = assertInstanceOf(Command.Outcome.Ended.class, outcome).stdout();
    assertEquals(Command.KEPT, stdout.length());
    assertTrue(stdout.endsWith("\n299999\n"));
  }

  @Test
  void theTimeLimitKillsTheWholeTree() throws Exception {
    Path pids = directory.resolve("pids");
    String script =
        "sh -c 'echo $$ >> %s; sleep 60' & echo $$ >> %s; sleep 60".formatted(pids, pids);
    long start = System.nanoTime();
    Command.Outcome outcome =
        new Command(sh(script), Map.of("PATH", "/usr/bin:/bin"), Duration.ofMillis(400))
            .run(_ -> {});
    assertInstanceOf(Command.Outcome.TimedOut.class, outcome);
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
    assertAllGone(pids);
  }

  @Test
  void anInterruptKillsIt() throws Exception {
    Path pids = directory.resolve("pids");
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                run("echo $$ >> " + pids + "; sleep 60");
              } catch (InterruptedException _) {
                interrupted.set(true);
              } catch (IOException unexpected) {
                throw new AssertionError(unexpected);
              }
            });
    while (!Files.exists(pids) || Files.size(pids) == 0) {
      Thread.sleep(5);
    }
    thread.interrupt();
    thread.join(Duration.ofSeconds(5));
    assertTrue(interrupted.get());
    assertAllGone(pids);
  }

  @Test
  void aChildThatOutlivesTheProgramAndHoldsItsOutputIsNotAwaited() throws Exception {
    long start = System.nanoTime();
    Command.Outcome outcome = run("(trap '' HUP; sleep 4) & echo done");
    assertEquals(new Command.Outcome.Ended(0, "done\n", ""), outcome);
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
  }

  @Test
  void aProgramThatIsNotThereCannotBeStarted() {
    Command command = new Command(List.of(directory + "/none"), Map.of(), LONG);
    assertThrows(IOException.class, () -> command.run(_ -> {}));
  }

  @Test
  void aProgramIsNamedByItsAbsolutePath() {
    assertThrows(IllegalArgumentException.class, () -> new Command(List.of("sh"), Map.of(), LONG));
  }

  private static Command.Outcome run(String script) throws IOException, InterruptedException {
    return new Command(sh(script), Map.of("PATH", "/usr/bin:/bin"), LONG).run(_ -> {});
  }

  private static List<String> sh(String script) {
    return List.of("/bin/sh", "-c", script);
  }

  private static void assertAllGone(Path pids) throws IOException, InterruptedException {
    for (String pid : Files.readAllLines(pids)) {
      Path status = Path.of("/proc", pid, "stat");
      for (int i = 0; i < 100 && Files.exists(status) && !isZombie(status); i++) {
        Thread.sleep(20);
      }
      assertFalse(Files.exists(status) && !isZombie(status), "still runs: " + pid);
    }
  }

  /// Where nothing reaps orphans, a killed one stays in the table.
  private static boolean isZombie(Path stat) {
    try {
      return Files.readString(stat).contains(") Z ");
    } catch (IOException _) {
      return true;
    }
  }
}
