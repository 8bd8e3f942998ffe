package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import slipway.manifest.ManifestSignature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a host remembers is damaged or lost: nothing that runs is touched, and no older manifest
/// gets in.
@OnSite
class StateFileFaultsTest {
  private static final List<String> DAMAGE =
      List.of(
          ": >\"$1\"",
          "truncate -s 200 \"$1\"",
          "head -c 4096 /dev/urandom >\"$1\"",
          "sed -i 's/^{\"version\":1,/{\"version\":2,/' \"$1\"");

  @Test
  void aDamagedStateFileIsKeptAsideAndTheOneBeforeTakenUp(Site site) {
    site.deploy(site.web("a", "1"));
    site.deploy(site.web("a", "2"));
    int pid = site.pid("a");
    for (String damage : DAMAGE) {
      site.host().shell(damage, state(site)).orFail();
      String damaged = checksum(site, "state.json");
      site.sync(0);
      assertEquals(damaged, checksum(site, "state.json.damaged"));
      assertEquals(pid, site.pid("a"), damage);
      assertEquals(List.of("1", "2"), releases(site), "what it may go back to is still known");
    }
    site.assertAnswers("a", "web 2");
    site.publish(site.entry("a", Kind.CRASH, "1"));
    Sentence.assertOne(site.sync(1), site.name("a"), "release 2 (web-2) runs");
  }

  @Test
  void aDamagedStateFileDoesNotBringAFailedReleaseBack(Site site) {
    site.deploy(site.web("a", "1"));
    site.publish(site.entry("a", Kind.CRASH, "1"));
    site.sync(1);
    int pid = site.pid("a");
    for (String damage : DAMAGE) {
      site.host().shell(damage, state(site)).orFail();
      Sentence.assertOne(site.sync(1), site.name("a"), "release 1 (web-1) runs");
      assertEquals(pid, site.pid("a"), damage);
    }
    site.deploy(site.web("a", "2"));
  }

  @Test
  void aHostThatForgotEverythingLooksAndTouchesNothing(Site site) {
    Running running = Running.on(site);
    forget(site);
    Output output = site.sync(0);
    assertTrue(!output.out().contains("start"), output::toString);
    running.assertUntouched();
    site.publish(site.entry("runs", Kind.CRASH, "1"));
    Sentence.assertOne(site.sync(1), site.name("runs"), "(web-1) runs");
    site.assertAnswers("runs", "web 1");
  }

  @Test
  void aHostThatForgotEverythingLetsNoOlderManifestIn(Site site) {
    Instant old = site.nextGeneration();
    byte[] older = Site.manifest(old, site.web("runs", "2"));
    site.publish(older, ManifestSignature.sign(older, List.of(site.manifestKey())));
    site.sync(0);
    Running running = Running.on(site);
    forget(site);
    site.publish(older, ManifestSignature.sign(older, List.of(site.manifestKey())));
    Sentence.assertOne(site.sync(3), "manifest refused", old.toString(), "older");
    running.assertUntouched();
    site.host().shell("rm -f \"$1\" \"$1.previous\"", state(site)).orFail();
    Sentence.assertOne(site.sync(3), "manifest refused", old.toString());
    running.assertUntouched();
    site.deploy(site.web("runs", "3"));
  }

  @Test
  void aDamagedManifestIsFetchedAgain(Site site) {
    Running running = Running.on(site);
    String manifest = site.state() + "/manifest.json";
    String whole = checksum(site, "manifest.json");
    site.host().exec("truncate", "-s", "100", manifest).orFail();
    site.ground().radosgw().away();
    Sentence.assertOne(site.sync(4), "bucket");
    running.assertUntouched();
    site.ground().radosgw().back();
    site.sync(0);
    running.assertUntouched();
    assertEquals(whole, checksum(site, "manifest.json"));
  }

  @Test
  void aDamagedPauseKeepsTheHostAsItIs(Site site) {
    Running running = Running.on(site);
    site.host().shell(": >\"$1/pause.json\"", site.state()).orFail();
    site.publish(site.web("runs", "2"));
    Sentence.assertOne(site.sync(1), site.state() + "/pause.json", "slipway-deployer resume");
    running.assertUntouched();
    site.deployer().run("resume").orFail();
    site.sync(0);
    site.assertAnswers("runs", "web 2");
  }

  /// Both files, each in another way.
  private static void forget(Site site) {
    site.host().shell(": >\"$1\"; echo '{' >\"$1.previous\"", state(site)).orFail();
  }

  private static String state(Site site) {
    return site.state() + "/state.json";
  }

  private static String checksum(Site site, String file) {
    return site.host().shell("sha256sum <\"$1\"", site.state() + "/" + file).orFail().text();
  }

  /// The versions of the releases that are remembered as good.
  private static List<String> releases(Site site) {
    ObjectNode root =
        (ObjectNode)
            JsonMapper.shared().readTree(site.host().exec("cat", state(site)).orFail().out());
    return root.at("/services/" + site.name("a") + "/good")
        .valueStream()
        .map(release -> release.at("/service/artifact/storePath").asString())
        .map(path -> path.substring(path.lastIndexOf('-') + 1))
        .toList();
  }
}
