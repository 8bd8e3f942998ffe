package slipway.deployer.still;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A daemon that knows its host at rest.
class StillHostTest {
  @TempDir Path folder;

  private QuietHost host;

  @BeforeEach
  void start() throws IOException {
    host = new QuietHost(Files.createDirectories(folder.resolve("host")));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void itKnowsOnceAPassHasFoundItSo() {
    StillHost process = host.process(true);
    assertNull(process.lasting());
    process.before();
    process.after(host.atRest());
    assertEquals(host.atRest().atRest(), process.lasting());
    host.unchanged = false;
    assertNull(process.lasting());
  }

  @TestFactory
  Stream<DynamicTest> nothingThatAPassWouldSeeEscapesIt() {
    return Change.ofTheHost().entrySet().stream()
        .map(change ->
            DynamicTest.dynamicTest(
                change.getKey(),
                () -> {
                  Path root = Files.createTempDirectory(folder, "host");
                  try (QuietHost own = new QuietHost(root)) {
                    StillHost process = resting(own);
                    change.getValue().to(own);
                    assertSeen(process);
                    assertNull(process.lasting(), "until a pass has looked");
                  }
                }));
  }

  @Test
  void aReportThatIsDueIsWrittenAgain() {
    StillHost process = resting(host);
    assertEquals(0, host.repeats);
    assertFalse(process.writes());
    host.after(Duration.ofMinutes(5));
    assertNotNull(process.lasting());
    assertEquals(0, host.repeats, "nobody holds the lock");
    assertTrue(process.writes());
    assertNotNull(process.lasting());
    assertFalse(process.writes(), "not due any more");
    assertNotNull(process.lasting());
    assertEquals(1, host.repeats);
    host.after(Duration.ofMinutes(5));
    host.takesReports = false;
    assertTrue(process.writes());
    assertNull(process.lasting());
  }

  @Test
  void itIsToldOfThemAndReadsNothing() throws IOException {
    Path other = host.root.resolve("other-name");
    Files.createLink(other, host.root.resolve(Change.UNIT));
    host.pass(false);
    StillHost process = resting(host);
    // That is told to the directory of the other name alone.
    Files.writeString(other, "[Service]\nUser=x\n");
    assertNotNull(process.lasting());
    assertFalse(host.lasts(), "who reads them sees it");
  }

  @Test
  void aPassEndsTheWatch() throws IOException {
    long before = watched();
    StillHost process = resting(host);
    assertTrue(watched() > before + 10, "directories");
    process.before();
    assertEquals(before, watched());
  }

  @Test
  void whatIsToldOfAndLeavesAllAsItWasIsNoMatter() throws IOException {
    StillHost process = resting(host);
    for (int i = 0; i < 3; i++) {
      host.write(
          "sys/fs/cgroup/system.slice/web.service/cgroup.events", "populated 1\nfrozen " + i);
      assertNotNull(process.lasting());
      assertNotNull(process.lasting(), "the watch goes on");
    }
    host.link(Change.STARTED, "4567");
    assertSeen(process);
  }

  /// As NixOS switches to another configuration.
  @Test
  void aLinkOnTheWayThatLeadsElsewhereIsSeen() throws IOException {
    for (String each : new String[] {"one", "two"}) {
      host.write("nix/store/" + each + "/system/other.service", "");
    }
    host.write("nix/store/two/system/web.service.d/a.conf", "[Service]\nUser=x\n");
    Files.move(host.root.resolve("etc/systemd"), host.root.resolve("etc/systemd.old"));
    host.link("etc/static", host.root + "/nix/store/one");
    host.link("etc/systemd", "static");
    StillHost process = resting(host);
    host.link("etc/static.new", host.root + "/nix/store/two");
    Files.move(
        host.root.resolve("etc/static.new"),
        host.root.resolve("etc/static"),
        StandardCopyOption.ATOMIC_MOVE);
    assertSeen(process);
  }

  /// As soon as it has been told.
  private static void assertSeen(StillHost process) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (process.lasting() != null) {
            Thread.onSpinWait();
          }
        });
  }

  /// Found at rest, and asked twice: the first time it begins to be told, the second it is.
  private static StillHost resting(QuietHost host) {
    StillHost process = host.process(true);
    process.before();
    process.after(host.atRest());
    assertNotNull(process.lasting());
    assertNotNull(process.lasting());
    return process;
  }

  /// How many directories the kernel watches for this process (proc_pid_fdinfo(5)).
  private static long watched() throws IOException {
    long count = 0;
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fdinfo"))) {
      for (Path each : open.toList()) {
        try {
          count +=
              Files.readAllLines(each).stream().filter(line -> line.startsWith("inotify ")).count();
        } catch (IOException _) {
          // Another thread has closed it meanwhile.
        }
      }
    }
    return count;
  }
}
