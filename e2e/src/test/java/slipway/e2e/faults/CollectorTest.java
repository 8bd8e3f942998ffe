package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.site.Site;

/// What a service no longer needs is left to Nix's collector, and nothing else.
@OnSite
class CollectorTest {
  private static final List<String> VERSIONS = List.of("gc-1", "gc-2", "gc-3", "gc-4");

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
