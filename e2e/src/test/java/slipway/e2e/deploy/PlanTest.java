package slipway.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Output;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `plan`, `sync` and `status` agree.
@OnSite
class PlanTest {
  @Test
  void planPrintsWhatSyncThenDoes(Site site) {
    site.deploy(site.web("a", "1"), site.web("b", "1"));
    site.publish(site.web("a", "2"), site.web("c", "1"));
    List<String> planned = site.deployer().run("plan").orFail().out().lines().toList();
    List<String> again = site.deployer().run("plan").orFail().out().lines().toList();
    assertEquals(planned, again, "planning changes nothing");
    site.assertAnswers("a", "web 1");
    List<String> done = site.sync(0).out().lines().toList();
    assertFalse(planned.isEmpty());
    // Services start side by side, so their steps may end in another order.
    assertEquals(
        planned.stream().sorted().toList(),
        done.subList(0, done.size() - 1).stream().sorted().toList());
  }

  @Test
  void aSecondSyncDoesNothing(Site site) {
    site.deploy(site.web("a", "1"), site.web("b", "2"));
    int a = site.pid("a");
    int b = site.pid("b");
    assertEquals("nothing to do", site.deployer().run("plan").orFail().text());
    assertEquals("nothing to do", site.sync(0).text());
    assertEquals(a, site.pid("a"));
    assertEquals(b, site.pid("b"));
  }

  @Test
  void statusShowsWhatRuns(Site site) {
    var entry = site.web("a", "1").put("revision", "abc123def");
    site.deploy(entry);
    Output output = site.deployer().run("status", "--json").orFail();
    JsonNode status = JsonMapper.shared().readTree(output.out());
    assertEquals(Site.HOST, status.path("host").asString());
    JsonNode service = status.path("services").path(0);
    assertEquals(site.name("a"), service.path("name").asString());
    assertEquals(entry.at("/artifact/storePath"), service.path("storePath"));
    assertEquals("abc123def", service.path("revision").asString());
    assertEquals(site.pid("a"), service.path("mainPid").asInt());
    assertTrue(site.deployer().run("status").orFail().out().contains(site.name("a")));
  }

  @Test
  void aManifestFileIsValidated(Site site) {
    String file = "/etc/slipway/" + site.namespace() + ".manifest.json";
    site.host()
        .write(file, new String(Site.manifest(site.nextGeneration(), site.web("a", "1")), UTF_8));
    site.deployer().run("validate", file).orFail();
    site.host().write(file, "{\"version\":1}");
    Output output = site.deployer().run("validate", file);
    assertEquals(3, output.exit(), output::toString);
    assertTrue(output.err().contains("generation"), output::toString);
    assertTrue(output.err().contains("services"), output::toString);
  }
}
