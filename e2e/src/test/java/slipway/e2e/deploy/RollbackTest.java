package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Output;
import slipway.e2e.host.Slipway;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;

/// The way back to what ran before.
@OnSite
class RollbackTest {
  @Test
  void slipwayRollbackBringsThePreviousVersionBack(Site site) {
    Slipway slipway = pushTwice(site);
    site.sync(0);
    site.assertAnswers("a", "web 2");
    slipway.run("rollback").orFail();
    site.sync(0);
    site.assertAnswers("a", "web 1");
  }

  @Test
  void aCopiedManifestRollsBackWhereOlderOnesAreAccepted(Site site) {
    site.manifestSettings().put("acceptOlder", true);
    site.configure();
    pushTwice(site);
    site.sync(0);
    site.assertAnswers("a", "web 2");
    copyThePreviousBack(site);
    site.sync(0);
    site.assertAnswers("a", "web 1");
  }

  @Test
  void aCopiedManifestIsAReplayElsewhere(Site site) {
    pushTwice(site);
    site.sync(0);
    int pid = site.pid("a");
    copyThePreviousBack(site);
    Output output = site.sync(3);
    Sentence.assertOne(output, "older than", "slipway rollback");
    assertEquals(pid, site.pid("a"));
    site.assertAnswers("a", "web 2");
  }

  @Test
  void historyShowsEveryPush(Site site) {
    Slipway slipway = pushTwice(site);
    Output history = slipway.run("history").orFail();
    assertTrue(history.out().lines().count() >= 3, history::toString);
    assertEquals(3, site.bucket().keys("manifests/").size(), "the first was empty");
  }

  /// The archive ends with the current manifest.
  private static void copyThePreviousBack(Site site) {
    List<String> archived = site.bucket().keys("manifests/");
    site.bucket().copy(archived.get(archived.size() - 2), "manifest.json");
  }

  /// Version 1, then version 2, by the push tool.
  private static Slipway pushTwice(Site site) {
    Slipway slipway = site.slipway();
    var paths = site.ground().webs(List.of("1", "2"));
    slipway.write("a.json", site.web("a", "1").without("artifact").toString());
    slipway.run("push", site.name("a"), paths.getFirst(), "-f", "a.json").orFail();
    slipway.run("push", site.name("a"), paths.getLast()).orFail();
    return slipway;
  }
}
