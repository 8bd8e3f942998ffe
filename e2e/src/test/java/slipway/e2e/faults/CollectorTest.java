package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Await;
import slipway.e2e.host.Output;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// Nix's collector runs all the time: no copy fails, and nothing goes that a host may need.
@OnSite
class CollectorTest {
  private static final List<String> VERSIONS = List.of("gc-1", "gc-2", "gc-3", "gc-4");
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void aCollectorThatRunsAllTheTimeTakesNothingThatIsNeeded(Site site) {
    site.ground().webs(VERSIONS);
    String collector = "collector-" + site.namespace();
    site.host()
        .exec(
            "systemd-run",
            "--unit=" + collector,
            "sh",
            "-c",
            "while nix-collect-garbage --quiet; do echo collected; done")
        .orFail();
    try {
      for (String version : VERSIONS) {
        site.deploy(site.web("a", version));
        site.assertAnswers("a", "web " + version);
      }
      for (String version : List.of("gc-2", "gc-4", "gc-1")) {
        site.deploy(site.web("a", version));
        site.assertAnswers("a", "web " + version);
      }
      for (String path : site.ground().webs(VERSIONS)) {
        assertTrue(site.host().exec("nix-store", "--check-validity", path).succeeded(), path);
      }
      assertEquals("active", site.units().activeState(collector + ".service"));
      site.host().exec("journalctl", "--sync").orFail();
      long runs =
          site.host()
              .exec("journalctl", "-q", "-o", "cat", "-u", collector)
              .out()
              .lines()
              .filter("collected"::equals)
              .count();
      assertTrue(runs > VERSIONS.size(), () -> "it collected " + runs + " times");
      System.out.println("collections during 7 deploys: " + runs);
    } finally {
      site.host().exec("systemctl", "stop", collector + ".service").orFail();
    }
  }

  /// The collector waits, by a switch that Nix has for its own tests, between reading the roots and
  /// deleting, until the release runs and is not yet in its profile.
  @Test
  void aCollectionThatBeganBeforeTakesNothingThatWasHereWithoutARoot(Site site) {
    String version = "gc-found";
    String path = site.ground().webs(List.of(version)).getFirst();
    site.deploy(site.web("a", version));
    site.deploy();
    String collector = "collector-" + site.namespace();
    String gate = "/run/" + collector;
    site.host()
        .shell(
            """
            mkfifo "$1"
            systemd-run --quiet --unit="$2" --setenv=_NIX_TEST_GC_SYNC_2="$1" nix-collect-garbage
            """,
            gate,
            collector)
        .orFail();
    try {
      Await.until("the collector has read the roots", SOON, () -> isAtTheGate(site, collector));
      ObjectNode entry = site.web("a", version);
      entry.withObjectProperty("health").put("stableSec", 8);
      site.publish(entry);
      CompletableFuture<Output> pass = CompletableFuture.supplyAsync(() -> site.deployer().sync());
      Await.until(
          "the release runs",
          SOON,
          () -> site.units().activeState(site.unit("a")).equals("active"));
      site.host().shell("echo go >\"$1\"", gate).orFail();
      Output output = pass.join();
      assertEquals(0, output.exit(), output::toString);
    } finally {
      site.host().exec("systemctl", "stop", collector + ".service");
      site.host().exec("rm", gate).orFail();
    }
    assertTrue(site.host().exec("nix-store", "--check-validity", path).succeeded(), path);
    site.assertAnswers("a", "web " + version);
  }

  @Test
  void whatIsNoLongerKeptIsCollected(Site site) {
    site.ground().webs(VERSIONS);
    for (String version : VERSIONS) {
      var entry = site.web("a", version);
      entry.withObjectProperty("deploy").put("keep", 2);
      site.deploy(entry);
    }
    site.host().exec("nix-collect-garbage", "--quiet").orFail();
    List<Boolean> there =
        site.ground().webs(VERSIONS).stream()
            .map(path -> site.host().exec("nix-store", "--check-validity", path).succeeded())
            .toList();
    assertEquals(List.of(false, false, true, true), there);
  }

  /// It opens the gate to be told to go on, and that waits for the other side.
  private static boolean isAtTheGate(Site site, String collector) {
    String pid = Integer.toString(site.units().pid(collector + ".service"));
    return site.host().shell("cat \"/proc/$1/wchan\"", pid).out().equals("wait_for_partner");
  }
}
