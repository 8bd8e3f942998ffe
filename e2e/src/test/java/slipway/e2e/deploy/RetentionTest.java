package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import slipway.e2e.site.Site;

/// What a garbage collection leaves and what it takes.
@OnSite
class RetentionTest {
  @Test
  void theLastFiveReleasesSurviveACollectionAndTheSixthGoes(Site site) {
    List<String> versions = IntStream.rangeClosed(11, 16).mapToObj(Integer::toString).toList();
    List<String> paths = site.ground().webs(versions);
    versions.forEach(version -> site.deploy(site.web("a", version)));
    site.host().exec("nix-collect-garbage").orFail();
    assertFalse(isValid(site, paths.getFirst()), "the sixth last release is gone");
    paths
        .subList(1, paths.size())
        .forEach(path -> assertTrue(isValid(site, path), path + " survives"));
    site.assertAnswers("a", "web 16");
    assertEquals(paths.getLast(), site.profile("a"));
  }

  @Test
  void theProfileCanBeListed(Site site) {
    site.deploy(site.web("a", "1"));
    site.deploy(site.web("a", "2"));
    String generations =
        site.host()
            .exec(
                "nix-env",
                "-p",
                "/nix/var/nix/profiles/" + site.namespace() + "/" + site.name("a"),
                "--list-generations")
            .orFail()
            .text();
    assertEquals(2, generations.lines().count(), generations);
    assertTrue(generations.endsWith("(current)"), generations);
  }

  private static boolean isValid(Site site, String path) {
    return site.host().exec("nix-store", "--check-validity", path).succeeded();
  }
}
