package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.site.Site;

/// Nix's collector runs all the time: no copy fails, and nothing goes that a host may need.
@OnSite
class CollectorTest {
  private static final List<String> VERSIONS = List.of("gc-1", "gc-2", "gc-3", "gc-4");

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
}
