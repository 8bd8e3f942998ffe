package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import slipway.e2e.host.Caddy;
import slipway.e2e.host.Http;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The proxy is away, forgets, or is changed by others. Services start without it, and their routes
/// follow.
@OnSite
class CaddyFaultsTest {
  private static final String FOREIGN =
      """
      {"@id": "somebody-elses", "match": [{"host": ["else.test"]}],
       "handle": [{"handler": "static_response", "body": "else"}]}
      """;

  @Test
  void servicesStartWithoutCaddyAndAreRoutedOnceItIsBack(Site site) {
    site.deploy(site.web("a", "1"));
    site.host().exec("systemctl", "stop", "caddy").orFail();
    try {
      site.publish(site.web("a", "2"), unrouted(site, "b", "3"));
      Sentence.assertOne(
          site.sync(1), site.name("a"), "localhost:2019", "is caddy.service running");
      assertEquals("web 2", Http.port(site.port("a"), "/").body());
      assertEquals("web 3", Http.port(site.port("b"), "/").body());
    } finally {
      site.host().exec("systemctl", "start", "caddy").orFail();
    }
    site.sync(0);
    site.assertAnswers("a", "web 2");
  }

  @Test
  void aServiceIsNotRemovedBeforeItsRoute(Site site) {
    Running running = Running.on(site);
    site.host().exec("systemctl", "stop", "caddy").orFail();
    try {
      site.publish();
      Sentence.assertOne(
          site.sync(1), site.name("runs"), "its route must go first", "localhost:2019");
      assertEquals(running.pid(), site.pid("runs"));
    } finally {
      site.host().exec("systemctl", "start", "caddy").orFail();
    }
    site.sync(0);
    assertEquals(0, site.pid("runs"));
  }

  @Test
  void aRestartedCaddyGetsItsRoutesBack(Site site) {
    Running running = Running.on(site);
    site.host().exec("systemctl", "restart", "caddy").orFail();
    assertFalse(site.isRouted("runs"), "Caddy keeps nothing over a restart");
    site.sync(0);
    running.assertUntouched();
  }

  @Test
  void aServerThatAnotherConfigurationLacksIsMadeAgain(Site site) {
    Running running = Running.on(site);
    try {
      for (String config : new String[] {"{}", "{\"apps\": {\"http\": {\"servers\": {}}}}"}) {
        Caddy.load(config);
        site.sync(0);
        running.assertUntouched();
      }
    } finally {
      site.host().exec("systemctl", "restart", "caddy").orFail();
    }
    site.sync(0);
    running.assertUntouched();
  }

  @Test
  void anotherServerOnOurAddressIsNamed(Site site) {
    Running running = Running.on(site);
    try {
      Caddy.load("{\"apps\": {\"http\": {\"servers\": {\"theirs\": {\"listen\": [\":80\"]}}}}}");
      Sentence.assertOne(
          site.sync(1),
          site.name("runs"),
          "localhost:2019",
          ":80",
          "srv0",
          "theirs",
          "caddy.server");
      assertEquals(running.pid(), site.pid("runs"));
    } finally {
      site.host().exec("systemctl", "restart", "caddy").orFail();
    }
    site.sync(0);
    running.assertUntouched();
  }

  @Test
  void anEditedRouteIsPutRightAndOthersAreLeftAlone(Site site) {
    Running running = Running.on(site);
    String id = site.namespace() + "-" + site.name("runs");
    Caddy.insertRoute(FOREIGN);
    try {
      ObjectNode ours = (ObjectNode) Caddy.route(id).deepCopy();
      ours.withArray("match").addObject().putArray("host").add("stolen.test");
      Caddy.replaceRoute(id, ours.toString());
      site.sync(0);
      assertEquals(404, Http.site("stolen.test", "/cgi-bin").status());
      ours.set("handle", JsonMapper.shared().readTree("[{\"handler\": \"static_response\"}]"));
      Caddy.replaceRoute(id, ours.toString());
      site.sync(0);
      running.assertUntouched();
      assertEquals(JsonMapper.shared().readTree(FOREIGN), Caddy.route("somebody-elses"));
      assertEquals("else", Http.site("else.test", "/").body());
    } finally {
      Caddy.deleteRoute("somebody-elses");
    }
  }

  /// A service with a port and without a route.
  private static ObjectNode unrouted(Site site, String service, String version) {
    ObjectNode entry = site.web(service, version);
    entry.remove("http");
    entry.withObjectProperty("health").put("port", site.port(service));
    entry.withObjectProperty("env").put("PORT", Integer.toString(site.port(service)));
    return entry;
  }
}
