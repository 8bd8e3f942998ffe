package slipway.deployer.still;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import slipway.cache.testing.Fault;
import slipway.deployer.metrics.Pulse;
import slipway.deployer.reconcile.PassResult;
import slipway.deployer.report.Repeat;

class StillSyncTest {

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
  void aHostAtRestStaysSo() {
    assertFalse(host.lasts(), "nobody has looked yet");
    host.pass(false);
    assertTrue(host.lasts());
    assertTrue(host.lasts(), "a look changes nothing");
  }

  @TestFactory
  Stream<DynamicTest> nothingThatAPassWouldSeeEscapesIt() {
    Map<String, Change> changes = Change.ofTheHost();
    changes.put("a new manifest", it -> it.push("{\"version\":1}"));
    changes.put("an hour passes", it -> it.after(Duration.ofHours(1)));
    changes.put("the clock is set back", it -> it.after(Duration.ofSeconds(-1)));
    changes.put(
        "the bucket is away",
        it -> it.server.faults().next(9, "GET", ".*", new Fault.Status(503, "SlowDown")));
    return changes.entrySet().stream()
        .map(change ->
            DynamicTest.dynamicTest(
                change.getKey(),
                () -> {
                  Path root = Files.createTempDirectory(folder, "host");
                  try (QuietHost own = new QuietHost(root)) {
                    own.pass(false);
                    assertTrue(own.lasts());
                    change.getValue().to(own);
                    assertFalse(own.lasts(), change.getKey());
                  }
                }));
  }

  @Test
  void dropInsThatAreThereAreLookedInto() throws IOException {
    for (String directory : List.of("web.service.d", "service.d")) {
      host.write("etc/systemd/system/" + directory + "/a.conf", "");
    }
    host.pass(false);
    assertTrue(host.lasts());
    host.write("etc/systemd/system/web.service.d/a.conf", "[Unit]\n");
    assertFalse(host.lasts());
  }

  @Test
  void anInstanceOfTwoIsWatchedAsWell() throws IOException {
    String unit = "web@8001.service";
    String events = "sys/fs/cgroup/system.slice/system-web.slice/" + unit + "/cgroup.events";
    host.write("var/lib/slipway-deployer/services/" + unit, "");
    host.link("run/systemd/units/invocation:" + unit, "89");
    host.write(events, "populated 1\n");
    host.write("etc/systemd/system/web@.service.d/a.conf", "");
    host.pass(false);
    assertTrue(host.lasts());
    host.write(events, "populated 0\n");
    assertFalse(host.lasts());
    host.write(events, "populated 1\n");
    assertTrue(host.lasts());
    host.write("etc/systemd/system/web@.service.d/a.conf", "[Unit]\n");
    assertFalse(host.lasts());
  }

  @Test
  void whatALinkLeadsToIsWatchedAsWell() throws IOException {
    Path target = host.write("srv/deployer.json", "{}");
    host.link("etc/slipway/deployer.json", target.toString());
    host.pass(false);
    assertTrue(host.lasts());
    Files.writeString(target, "{ }");
    assertFalse(host.lasts());
  }

  @Test
  void whatCannotBeReadEndsNoPass() {
    host.proxyAddress = "http://no-such-host.invalid:2019";
    host.pass(false);
    assertFalse(host.lasts());
  }

  @Test
  void aPassThatBreaksOffLeavesNothing() {
    host.pass(false);
    host.keeper(false).before();
    assertFalse(host.lasts());
  }

  @Test
  void whatOthersDoIsNoMatter() throws IOException {
    host.pass(false);
    host.write("etc/systemd/system/other.service.d/x.conf", "[Service]\n");
    host.write("run/systemd/transient/session-1.scope", "");
    host.link("run/systemd/units/invocation:other.service", "1");
    assertTrue(host.lasts());
  }

  @Test
  void anotherVersionLooksForItself() {
    host.pass(false);
    assertFalse(host.lasts("/opt/two.jar"));
    assertTrue(host.lasts());
  }

  @Test
  void whileAPassRunsItDoesNotLook() throws IOException {
    host.pass(false);
    try (FileChannel other =
            FileChannel.open(host.state.resolve("lock"), StandardOpenOption.WRITE);
        var _ = other.lock()) {
      assertFalse(host.lasts());
    }
    assertTrue(host.lasts());
  }

  @Test
  void timersAndSocketsAreLookedAtByEveryPass() throws IOException {
    host.write("var/lib/slipway-deployer/services/web.timer", "");
    host.pass(false);
    assertFalse(host.lasts());
  }

  @Test
  void withoutLinksForWhatRunsNothingIsKnown() throws IOException {
    host.delete(Change.STARTED);
    host.delete("run/systemd/units");
    host.pass(false);
    assertFalse(host.lasts());
  }

  @Test
  void aReportThatIsDueIsWrittenAgainWithItsTime() throws Exception {
    host.pass(true);
    assertTrue(host.lasts());

    host.after(Duration.ofMinutes(5));
    assertTrue(host.lasts());
    assertTrue(host.lasts(), "not due any more");
    assertTrue(host.hasReport(QuietHost.REPORT.replace(Repeat.TIME, host.now.toString())));
  }

  @Test
  void aReportThatCannotBeWrittenIsForAPassToTell() {
    host.pass(true);
    host.after(Duration.ofMinutes(5));
    host.server.faults().next(1, "PUT", ".*", new Fault.Status(403, "AccessDenied"));
    assertFalse(host.lasts());
  }

  @Test
  void aGlanceSaysWhenItWas() throws IOException {
    Path page = host.root.resolve("slipway.prom");
    Path tally = host.write("var/lib/slipway-deployer/metrics.json", "{}");
    host.pulse = new Pulse(tally, page, host.now.minusSeconds(5), "polled \u0001\nage \u0002\n");
    host.pass(false);
    host.after(Duration.ofMinutes(5));
    assertTrue(host.lasts());
    assertEquals(
        "polled %s\nage 305.0\n".formatted(host.now.toEpochMilli() / 1e3), Files.readString(page));
    assertEquals(
        host.now.toEpochMilli(), Files.getLastModifiedTime(tally).toInstant().toEpochMilli());
    assertTrue(host.lasts(), "the file of counts is no sign");
  }

  @Test
  void aGlanceThatCannotSaySoIsForAPassToTell() throws IOException {
    Path tally = host.write("var/lib/slipway-deployer/metrics.json", "{}");
    host.pulse = new Pulse(tally, host.root.resolve("none/slipway.prom"), null, "");
    host.pass(false);
    assertFalse(host.lasts());
    host.pulse = new Pulse(host.root.resolve("none"), null, null, "");
    host.pass(false);
    assertFalse(host.lasts());
  }

  @Test
  void aPassThatDidSomethingLeavesNothing() {
    host.pass(false);
    RestKeeper keeper = host.keeper(false);
    keeper.before();
    keeper.after(
        new PassResult(new TreeMap<>(), null, null, List.of(), null, List.of(), null, null));
    assertFalse(host.lasts());
  }

  @Test
  void whatChangesWhileAPassLooksIsSeenByTheNext() throws IOException {
    RestKeeper keeper = host.keeper(false);
    keeper.before();
    host.write(Change.UNIT, "[Service]\nUser=x\n");
    keeper.after(host.atRest());
    assertFalse(host.lasts());
  }
}
