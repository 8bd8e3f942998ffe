package slipway.deployer.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.JobResult;
import slipway.deployer.reconcile.UnitStatus;
import slipway.manifest.Exec;
import slipway.manifest.Service;
import slipway.manifest.Systemd;
import slipway.unit.UnitFile;

/// Units on a real systemd.
@Tag("systemd")
final class SystemdUnitsTest {
  private static final JobResult DONE = new JobResult.Done();

  private final Host host = new Host();
  private final SystemdBus bus = host.bus();
  private final SystemdUnits units = host.units(bus);

  @BeforeEach
  void makeRoom() throws IOException {
    Files.createDirectories(host.here(Host.SCRATCH));
  }

  @AfterEach
  void leaveNothing() throws HostException {
    for (String name : units.observe(Set.of()).keySet()) {
      units.stop(name);
      units.delete(name);
    }
    units.load(List.of());
    units.close();
  }

  @Test
  void aServiceIsWrittenLoadedStartedObservedStoppedAndDeleted() throws Exception {
    Service web = Host.shell("web", "exec sleep 1000").build();
    Instant before = Instant.now();

    assertEquals(ObservedUnit.ABSENT, observe("web.service"));
    Host.install(units, web);
    ObservedUnit loaded = observe("web.service");
    assertEquals(new Loaded.Ours(), loaded.loaded());
    assertEquals(Activity.INACTIVE, loaded.activity());
    assertFalse(loaded.stale());
    assertEquals(DONE, units.start("web.service"));

    assertEquals(Activity.ACTIVE, observe("web.service").activity());
    UnitStatus status = units.status("web.service");
    assertEquals(Activity.ACTIVE, status.activity());
    assertEquals("running", status.subState());
    assertEquals("success", status.result());
    assertEquals(0, status.restarts());
    assertEquals("/system.slice/web.service", status.controlGroup());
    assertTrue(Files.exists(host.here("/proc/" + status.mainPid())), status::toString);
    assertFalse(status.activeSince().isBefore(before.minusSeconds(1)), status::toString);

    assertEquals(DONE, units.stop("web.service"));
    assertEquals(Activity.INACTIVE, units.status("web.service").activity());
    units.delete("web.service");
    units.load(List.of());
    assertEquals(ObservedUnit.ABSENT, observe("web.service"));
    assertFalse(exists("/run/systemd/system/web.service"));
    assertFalse(exists(Host.DIRECTORY + "/web.service"));
    assertEquals(DONE, units.stop("web.service"));
    units.delete("web.service");
  }

  @Test
  void aServiceThatFailedLeavesNothingEither() throws Exception {
    Host.install(units, Host.shell("web", "exit 3").type(Systemd.Type.ONESHOT, null).build());
    units.start("web.service");
    assertEquals(Activity.FAILED, observe("web.service").activity());

    units.delete("web.service");
    units.load(List.of());

    assertEquals(ObservedUnit.ABSENT, observe("web.service"));
  }

  @Test
  void aOneshotThatFailsSaysHow() throws Exception {
    Host.install(units, Host.shell("web", "exit 3").type(Systemd.Type.ONESHOT, null).build());

    notDone(
        "failed",
        "web.service: exit code 3 (Result=exit-code); see: journalctl -u web.service -n 50");
    assertEquals(3, units.status("web.service").exitStatus());
    assertEquals("exit-code", units.status("web.service").result());
  }

  @Test
  void aOneshotThatEndsWellStaysActive() throws Exception {
    Host.install(units, Host.shell("web", "exit 0").type(Systemd.Type.ONESHOT, null).build());

    assertEquals(DONE, units.start("web.service"));

    assertEquals(Activity.ACTIVE, observe("web.service").activity());
    assertEquals("exited", units.status("web.service").subState());
  }

  @Test
  void aProgramKilledByASignalSaysWhich() throws Exception {
    Host.install(
        units, Host.shell("web", "kill -KILL $$").type(Systemd.Type.ONESHOT, null).build());

    notDone(
        "failed",
        "web.service: killed by signal KILL (Result=signal);"
            + " see: journalctl -u web.service -n 50");
  }

  @Test
  void aSimpleServiceThatDiesIsSeenInItsStatusNotInItsJob() throws Exception {
    Host.install(units, Host.shell("web", "exit 7").type(Systemd.Type.SIMPLE, null).build());

    assertEquals(DONE, units.start("web.service"));

    eventually(() -> units.status("web.service").activity() == Activity.FAILED);
    assertEquals(7, units.status("web.service").exitStatus());
  }

  @Test
  void aServiceThatSystemdKeepsRestartingIsStarting() throws Exception {
    Host.install(units, Host.shell("web", "exit 7").build());
    units.start("web.service");

    eventually(() -> units.status("web.service").activity() == Activity.STARTING);
    assertEquals("auto-restart", units.status("web.service").subState());
    assertEquals(DONE, units.stop("web.service"));
    assertEquals(Activity.INACTIVE, units.status("web.service").activity());
  }

  @Test
  void theStartLimitNeverStopsADeploy() throws Exception {
    Host.install(units, Host.shell("web", "exit 7").type(Systemd.Type.SIMPLE, null).build());

    for (int i = 0; i < 12; i++) {
      assertEquals(DONE, units.restart("web.service"));
    }
  }

  @Test
  void whatSystemdCouldNotPrepareIsNamed() throws Exception {
    Host.install(units, Host.shell("web", "exit 0").envFile("/nowhere/web.env").build());
    notDone(
        "failed",
        "web.service: systemd could not prepare the process; a missing envFile is the common reason"
            + " (Result=resources); see: journalctl -u web.service -n 50");

    Host.install(
        units,
        Host.shell("web", "")
            .type(Systemd.Type.EXEC, null)
            .exec(new Exec("/bin/true", List.of(), "nobody-here", null, null))
            .build());
    notDone(
        "failed",
        "web.service: exit code 217/USER: there is no such user (Result=exit-code);"
            + " see: journalctl -u web.service -n 50");

    Host.install(
        units,
        Host.shell("web", "")
            .type(Systemd.Type.EXEC, null)
            .exec(new Exec("/bin/not-there", List.of(), null, null, null))
            .build());
    notDone(
        "failed",
        "web.service: exit code 203/EXEC: the program cannot be executed (Result=exit-code);"
            + " see: journalctl -u web.service -n 50");
  }

  @Test
  void aNotifyServiceIsDoneWhenItSaysSo() throws Exception {
    Host.install(
        units,
        Host.shell("web", "sleep 0.3; systemd-notify --ready; exec sleep 1000")
            .type(Systemd.Type.NOTIFY, null)
            // The shell is the main process; its child may speak for it only with this.
            .hardening(Host.noSandbox("CAP_SYS_ADMIN"))
            .build());

    assertEquals(DONE, units.start("web.service"));

    assertEquals(Activity.ACTIVE, units.status("web.service").activity());
  }

  @Test
  void aNotifyServiceThatEndsWithoutAWordFails() throws Exception {
    Host.install(units, Host.shell("web", "exit 0").type(Systemd.Type.NOTIFY, null).build());

    notDone(
        "failed",
        "web.service: it ended before it said that it was ready (Type=notify) (Result=protocol);"
            + " see: journalctl -u web.service -n 50");
  }

  @Test
  void aRequirementThatFailsIsNamed() throws Exception {
    Host.install(units, Host.shell("base", "exit 1").type(Systemd.Type.ONESHOT, null).build());
    Host.install(units, requiring("base.service"));
    notDone(
        "dependency",
        "web.service: a unit that it requires did not start: base.service is failed;"
            + " see: journalctl -u web.service -n 50");

    Host.install(units, requiring("not-there.service"));
    notDone(
        "refused",
        "web.service: systemd refuses to restart it: Unit not-there.service not found.;"
            + " see: systemctl status web.service");
  }

  @Test
  void aCalendarThatSystemdCannotReadFailsTheStart() throws Exception {
    Host.install(
        units, Host.shell("job", "exit 0").type(Systemd.Type.ONESHOT, "every banana").build());

    assertEquals(
        new JobResult.NotDone(
            "refused",
            "job.timer: systemd refuses to start it: Unit job.timer has a bad unit file setting.;"
                + " see: systemctl status job.timer"),
        units.start("job.timer"));
  }

  @Test
  void aJobWaitsForItsTimer() throws Exception {
    Host.install(
        units, Host.shell("job", "exit 0").type(Systemd.Type.ONESHOT, "*-*-* 03:00:00").build());

    assertEquals(DONE, units.start("job.timer"));

    assertEquals(Activity.ACTIVE, observe("job.timer").activity());
    assertEquals(Activity.INACTIVE, observe("job.service").activity());
    UnitStatus status = units.status("job.timer");
    assertEquals("waiting", status.subState());
    assertEquals("success", status.result());
  }

  @Test
  void anUnknownUnitCannotStart() throws HostException {
    assertInstanceOf(JobResult.NotDone.class, units.start("web.service"));
  }

  @Test
  void aUnitOfTheSystemIsForeign() throws HostException {
    Loaded loaded = observe("systemd-journald.service").loaded();

    Loaded.Foreign foreign = assertInstanceOf(Loaded.Foreign.class, loaded);
    assertEquals("/usr/lib/systemd/system/systemd-journald.service", foreign.path());
  }

  @Test
  void anAliasOfAUnitOfTheSystemIsForeign() throws HostException {
    assertInstanceOf(Loaded.Foreign.class, observe("dbus-org.freedesktop.login1.service").loaded());
  }

  @Test
  void aUnitThatWouldShadowOursIsForeign() throws Exception {
    Host.install(units, Host.shell("web", "exec sleep 1000").build());
    Path theirs = host.here("/etc/systemd/system/web.service");
    Files.writeString(theirs, "[Service]\nExecStart=/bin/true\n");
    try {
      assertEquals(
          new Loaded.Foreign("/etc/systemd/system/web.service"), observe("web.service").loaded());
    } finally {
      Files.delete(theirs);
    }
    units.load(List.of("web.service"));
    assertEquals(new Loaded.Ours(), observe("web.service").loaded());
  }

  @Test
  void aFileInTheWayOfOurLinkIsLeftAlone() throws Exception {
    Path theirs = host.here("/run/systemd/system/web.service");
    Files.writeString(theirs, "[Service]\nExecStart=/bin/true\n");
    try {
      assertEquals(
          new Loaded.Foreign("/run/systemd/system/web.service"), observe("web.service").loaded());
      units.write(new UnitFile("web.service", "[Service]\nExecStart=/bin/false\n"));
      HostException no =
          assertThrows(HostException.class, () -> units.load(List.of("web.service")));
      assertTrue(no.getMessage().contains("web.service' already exists"), no::getMessage);
      units.delete("web.service");
      assertTrue(Files.readString(theirs).contains("/bin/true"));
    } finally {
      Files.delete(theirs);
    }
  }

  @Test
  void aMaskedUnitIsRespected() throws Exception {
    Path mask = host.here("/etc/systemd/system/web.service");
    Files.createSymbolicLink(mask, Path.of("/dev/null"));
    try {
      units.load(List.of());
      assertEquals(new Loaded.Masked(false), observe("web.service").loaded());
      JobResult.NotDone no = assertInstanceOf(JobResult.NotDone.class, units.start("web.service"));
      assertEquals("refused", no.result());
      assertTrue(no.detail().contains("masked"), no::detail);
    } finally {
      Files.delete(mask);
    }
  }

  @Test
  void anEmptyFileOfOursIsNoMask() throws Exception {
    Service web = Host.shell("web", "exec sleep 1000").build();
    Host.install(units, web);
    Files.writeString(host.here(Host.DIRECTORY + "/web.service"), "");
    units.load(List.of());
    assertEquals(new Loaded.Ours(), observe("web.service").loaded());
    Host.install(units, web);
    assertEquals(DONE, units.start("web.service"));
  }

  @Test
  void aMaskUntilTheNextBootIsRespected() throws Exception {
    Path mask = host.here("/run/systemd/system/web.service");
    Files.createSymbolicLink(mask, Path.of("/dev/null"));
    try {
      units.load(List.of());
      assertEquals(new Loaded.Masked(true), observe("web.service").loaded());
    } finally {
      Files.delete(mask);
    }
  }

  @Test
  void aRestartRunsTheNewFile() throws Exception {
    Host.install(units, Host.shell("web", "exec sleep 1001").build());
    units.start("web.service");
    int first = units.status("web.service").mainPid();

    Host.install(units, Host.shell("web", "exec sleep 1002").build());
    assertEquals(DONE, units.restart("web.service"));

    int second = units.status("web.service").mainPid();
    assertNotEquals(first, second);
    String command = "/proc/" + second + "/cmdline";
    eventually(() -> Files.readString(host.here(command)).startsWith("sleep\0001002"));
  }

  @Test
  void aFileThatSystemdHasNotReadIsStale() throws Exception {
    Host.install(units, Host.shell("web", "exec sleep 1001").build());
    units.start("web.service");
    // systemd compares times of modification.
    Thread.sleep(20);

    units.write(new UnitFile("web.service", "[Service]\nExecStart=/bin/true\n"));

    ObservedUnit unit = observe("web.service");
    assertTrue(unit.stale());
    assertEquals("[Service]\nExecStart=/bin/true\n", unit.written());
    units.load(List.of("web.service"));
    assertFalse(observe("web.service").stale());
  }

  @Test
  void afterARebootTheFilesAreThereAndLoadBringsThemBack() throws Exception {
    Host.install(units, Host.shell("web", "exec sleep 1001").build());
    Files.delete(host.here("/run/systemd/system/web.service"));
    units.load(List.of());

    ObservedUnit unit = observe("web.service");
    assertEquals(new Loaded.Absent(), unit.loaded());
    assertTrue(unit.written().contains("sleep 1001"));
    units.load(List.of("web.service"));
    assertEquals(DONE, units.start("web.service"));
  }

  @Test
  void aLostLinkIsStale() throws Exception {
    Host.install(units, Host.shell("web", "exec sleep 1001").build());
    units.start("web.service");
    Files.delete(host.here("/run/systemd/system/web.service"));

    assertTrue(observe("web.service").stale());
    units.load(List.of("web.service"));
    assertFalse(observe("web.service").stale());
  }

  @Test
  void twentyUnitsRestartAtOnce() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Service service = Host.shell("web-" + i, "exec sleep 1000").build();
      units.write(Host.unit(service));
      names.add(service.name() + ".service");
    }
    units.load(names);
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      for (JobResult result : together(names)) {
        assertEquals(DONE, result);
      }
      long restarted = System.nanoTime();
      assertEquals(20, units.observe(Set.of()).size());
      System.out.printf(
          "20 restarts: %d ms, observing 20: %d ms%n",
          Duration.ofNanos(restarted - start).toMillis(),
          Duration.ofNanos(System.nanoTime() - restarted).toMillis());
    }
  }

  @Test
  void aReexecutionOfSystemdIsSurvived() throws Exception {
    Host.install(units, Host.shell("web", "exec sleep 1000").build());
    assertEquals(DONE, units.start("web.service"));
    int pid = units.status("web.service").mainPid();

    Host.reexecute();
    Thread.sleep(100);

    assertEquals(pid, units.status("web.service").mainPid());
    assertEquals(DONE, units.restart("web.service"));
  }

  @Test
  void aReexecutionUnderAWaitingJobIsSurvived() throws Exception {
    Host.install(units, Host.shell("web", "sleep 3").type(Systemd.Type.ONESHOT, null).build());
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<JobResult> start = other.submit(() -> units.start("web.service"));
      eventually(() -> units.status("web.service").activity() == Activity.STARTING);

      Host.reexecute();

      assertEquals(DONE, start.get());
    }
    assertEquals(Activity.ACTIVE, units.status("web.service").activity());
  }

  @Test
  void aClosedConnectionIsOpenedAgain() throws HostException {
    units.observe(Set.of("web.service"));
    units.close();

    assertEquals(ObservedUnit.ABSENT, observe("web.service"));
  }

  @Test
  void theSystemBusDoesAsWell() throws Exception {
    try (SystemdUnits overBus = host.units(host.systemBus())) {
      Host.install(overBus, Host.shell("web", "exit 3").type(Systemd.Type.ONESHOT, null).build());

      JobResult.NotDone no =
          assertInstanceOf(JobResult.NotDone.class, overBus.start("web.service"));

      assertEquals("failed", no.result());
    }
  }

  private ObservedUnit observe(String name) throws HostException {
    return units.observe(Set.of(name)).get(name);
  }

  private void notDone(String result, String detail) throws HostException {
    assertEquals(new JobResult.NotDone(result, detail), units.restart("web.service"));
  }

  private boolean exists(String path) {
    return Files.exists(host.here(path), LinkOption.NOFOLLOW_LINKS);
  }

  private List<JobResult> together(List<String> names) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<JobResult>> jobs = new ArrayList<>();
      names.forEach(name -> jobs.add(() -> units.restart(name)));
      List<JobResult> results = new ArrayList<>();
      for (Future<JobResult> job : threads.invokeAll(jobs)) {
        results.add(job.get());
      }
      return results;
    }
  }

  private static Service requiring(String unit) {
    Systemd rest = Systemd.DEFAULT;
    return Host.shell("web", "exec sleep 1000")
        .systemd(
            new Systemd(
                List.of(unit),
                List.of(unit),
                List.of(),
                rest.restart(),
                rest.restartSec(),
                rest.type(),
                null,
                false,
                null,
                null,
                null,
                null))
        .build();
  }

  private static void eventually(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 10 s");
      Thread.sleep(20);
    }
  }
}
