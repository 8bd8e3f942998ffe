package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.host.Slipway;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import slipway.e2e.site.WebhookReceiver;
import tools.jackson.databind.json.JsonMapper;

/// There is no room, or no leave, to write. What runs runs on, what is on disk stays whole, and a
/// pass goes on as soon as it can.
@OnSite
class DiskFaultsTest {
  /// Every file that an update writes takes one page: a manifest, a record and a unit.
  private static final int WRITES = 5;

  @Test
  void aFullStateDirectoryBeginsNothingAndStillHeals(Site site) {
    Running running = Running.on(site);
    site.deploy(running.entry(), site.web("b", "1"));
    try (var _ = StateDisk.small(site)) {
      StateDisk.fill(site, 0);
      String state = read(site, "state.json");
      site.publish(site.web("runs", "2"), site.web("b", "1"));
      site.host().exec("systemctl", "stop", site.unit("b")).orFail();
      Sentence.assertOne(
          site.sync(1),
          site.state(),
          "No space left on device",
          "Make room",
          "the next pass goes on");
      running.assertUntouched();
      site.assertAnswers("b", "web 1");
      assertEquals(state, read(site, "state.json"));
      StateDisk.free(site);
      site.sync(0);
      site.assertAnswers("runs", "web 2");
    }
  }

  /// By processes that find no record of it on the disk.
  @Test
  void aFullStateDirectoryIsToldOnce(Site site) {
    try (WebhookReceiver receiver = WebhookReceiver.open()) {
      receiver.configure(site);
      site.deploy(site.web("a", "1"));
      try (var _ = StateDisk.small(site)) {
        StateDisk.fill(site, 0);
        site.publish(site.web("a", "2"));
        site.sync(1);
        assertEquals(List.of(), receiver.told(), "it may pass by the next poll");
        String memory = "/run/slipway-deployer/" + site.namespace() + ".notify.json";
        site.host()
            .shell("sed -i -E 's/\"since\":\"[^\"]*/\"since\":\"2020-01-01T00:00:00Z/g' $1", memory)
            .orFail();
        site.sync(1);
        site.sync(1);
        site.sync(1);
        assertEquals(1, receiver.told().size(), () -> receiver.taken().toString());
        String text = receiver.taken().getFirst().required("text").stringValue();
        assertTrue(text.contains("No space left on device"), text);
        StateDisk.free(site);
        site.sync(0);
        site.sync(0);
        assertEquals(2, receiver.told().size(), () -> receiver.taken().toString());
        assertFalse(site.host().exec("test", "-e", memory).succeeded());
      }
    }
  }

  @Test
  @Slow
  void aDiskThatFillsUpUnderAnUpdateLeavesEveryFileWhole(Site site) {
    site.deploy(site.web("a", "1"), site.web("b", "1"));
    int other = site.pid("b");
    try (var _ = StateDisk.small(site)) {
      for (int pages = 0; pages <= WRITES; pages++) {
        String version = pages % 2 == 0 ? "2" : "1";
        String before = site.visit("a").body();
        StateDisk.fill(site, pages);
        site.publish(site.web("a", version), site.web("b", "1"));
        Output output = site.deployer().sync();
        assertTrue(output.exit() == 0 || output.exit() == 1, output::toString);
        if (output.exit() == 1) {
          assertTrue(output.err().contains("No space left on device"), output::toString);
          site.assertAnswers("a", before);
        }
        JsonMapper.shared().readTree(read(site, "state.json"));
        JsonMapper.shared().readTree(read(site, "manifest.json"));
        assertTrue(read(site, "services/" + site.unit("a")).endsWith("AmbientCapabilities=\n"));
        StateDisk.free(site);
        site.sync(0);
        site.assertAnswers("a", "web " + version);
      }
    }
    assertEquals(other, site.pid("b"));
  }

  @Test
  void aReadOnlyStateDirectoryBeginsNothingAndStillHeals(Site site) {
    Running running = Running.on(site);
    site.deploy(running.entry(), site.web("b", "1"));
    site.publish(site.web("runs", "2"), site.web("b", "1"));
    try (var _ = StateDisk.readOnly(site)) {
      site.host().exec("systemctl", "stop", site.unit("b")).orFail();
      Sentence.assertOne(site.sync(1), site.state(), "Read-only file system", "writable");
      running.assertUntouched();
      site.assertAnswers("b", "web 1");
    }
    site.sync(0);
    site.assertAnswers("runs", "web 2");
  }

  @Test
  void theDaemonLivesThroughAReadOnlyStateDirectory(Site site) {
    site.publish(site.web("a", "1"));
    Daemon daemon = Daemon.start(site);
    daemon.awaitAnswer("a", "web 1");
    int pid = daemon.pid();
    try (var _ = StateDisk.readOnly(site, Integer.toString(pid))) {
      site.publish(site.web("a", "2"));
      daemon.awaitStatus("not as the manifest says: state");
      site.deployer().awaitLog(site.daemon(), "Read-only file system");
      site.assertAnswers("a", "web 1");
    }
    daemon.awaitAnswer("a", "web 2");
    assertEquals(pid, daemon.pid());
  }

  @Test
  void aFullStoreIsNamedAndWhatRunsRunsOn(Site site) {
    Running running = Running.on(site);
    site.deploy(running.entry(), site.web("b", "1"));
    Slipway slipway = site.slipway();
    slipway.write("a.json", running.entry().deepCopy().without("artifact").toString());
    String large = site.ground().closures().build("web", "large", Kind.WEB, "--pad=6");
    try (var _ = StoreDisk.small(site)) {
      slipway.run("push", site.name("runs"), large, "-f", "a.json").orFail();
      site.host().exec("systemctl", "stop", site.unit("b")).orFail();
      Output output = site.sync(1);
      Sentence.assertOne(
          output,
          site.name("runs"),
          "the disk of /nix is full",
          "No space left on device",
          "nix-collect-garbage");
      running.assertUntouched();
      site.assertAnswers("b", "web 1");
      assertFalse(site.host().exec("nix-store", "--check-validity", large).succeeded());
    }
    site.sync(0);
    site.assertAnswers("runs", "web large");
  }

  private static String read(Site site, String file) {
    return site.host().exec("cat", site.state() + "/" + file).orFail().out();
  }
}
