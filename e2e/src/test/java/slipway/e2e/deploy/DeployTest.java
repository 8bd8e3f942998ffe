package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.host.Http.Answer;
import slipway.e2e.host.Slipway;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// From the developer's `slipway` to an answer through Caddy.
@OnSite
class DeployTest {
  @Test
  void aPushEndsAsARunningRootedProfiledRoutedService(Site site) {
    String path = site.ground().closures().web(site.name("a"), "1");
    Slipway slipway = pushing(site, "a");
    slipway.run("push", site.name("a"), path, "-f", "a.json").orFail();
    site.sync(0);
    assertEquals("active", site.units().activeState(site.unit("a")));
    assertTrue(site.pid("a") > 0);
    site.assertAnswers("a", site.name("a") + " 1");
    assertTrue(site.isRouted("a"));
    assertTrue(site.isRooted(path));
    assertEquals(path, site.profile("a"));
  }

  @Test
  void aSecondPushReplacesTheFirst(Site site) {
    Slipway slipway = pushing(site, "a");
    String first = site.ground().closures().web(site.name("a"), "1");
    String second = site.ground().closures().web(site.name("a"), "2");
    slipway.run("push", site.name("a"), first, "-f", "a.json").orFail();
    site.sync(0);
    int before = site.pid("a");
    slipway.run("push", site.name("a"), second).orFail();
    site.sync(0);
    site.assertAnswers("a", site.name("a") + " 2");
    assertTrue(site.pid("a") != before && site.pid("a") > 0);
    assertEquals(second, site.profile("a"));
    assertTrue(site.isRooted(first), "the previous release stays for a rollback");
  }

  @Test
  void aRemovedServiceLeavesNothing(Site site) {
    Slipway slipway = pushing(site, "a");
    String path = site.ground().closures().web(site.name("a"), "1");
    slipway.run("push", site.name("a"), path, "-f", "a.json").orFail();
    site.sync(0);
    slipway.run("remove", site.name("a")).orFail();
    site.sync(0);
    assertGone(site, "a", path);
  }

  @Test
  void whatIsNotChangedIsNotTouched(Site site) {
    ObjectNode kept = site.web("kept", "1");
    site.deploy(kept, site.web("gone", "1"));
    int before = site.pid("kept");
    String path = site.ground().closure(Kind.WEB, "1");
    site.deploy(kept, site.web("new", "2"));
    assertEquals(before, site.pid("kept"));
    site.assertAnswers("kept", "web 1");
    site.assertAnswers("new", "web 2");
    assertFalse(site.units().isLoaded(site.unit("gone")));
    assertFalse(site.isRouted("gone"));
    assertEquals("", site.profile("gone"));
    assertTrue(site.isRooted(path), "another service still runs it");
    site.deploy(site.web("kept", "2"), site.web("new", "2"));
    site.assertAnswers("kept", "web 2");
  }

  @Test
  void anotherHostsServiceIsNotRunHere(Site site) {
    ObjectNode elsewhere = site.web("elsewhere", "1");
    elsewhere.putArray("hosts").add("other");
    site.deploy(site.web("here", "1"), elsewhere);
    site.assertAnswers("here", "web 1");
    assertFalse(site.units().isLoaded(site.unit("elsewhere")));
    assertFalse(site.isRouted("elsewhere"));
    assertEquals("", site.profile("elsewhere"));
  }

  @Test
  void aServiceTakenOffThisHostIsRemovedFromIt(Site site) {
    ObjectNode service = site.web("a", "1");
    site.deploy(service);
    service.putArray("hosts").add("other");
    site.deploy(service);
    assertFalse(site.units().isLoaded(site.unit("a")));
    assertFalse(site.isRouted("a"));
    assertEquals("", site.profile("a"));
  }

  @Test
  void aMoreSpecificPathComesFirst(Site site) {
    ObjectNode deep = site.web("deep", "2");
    deep.withObjectProperty("http").put("domain", site.domain("wide")).put("path", "/index.html");
    site.deploy(site.web("wide", "1"), deep);
    assertEquals(new Answer(200, "web 1"), Http.site(site.domain("wide"), "/"));
    assertEquals(new Answer(200, "web 2"), Http.site(site.domain("wide"), "/index.html"));
  }

  @Test
  void otherRoutesInCaddyAreLeftAlone(Site site) {
    Answer before = Http.site("stranger.test", "/");
    site.deploy(site.web("a", "1"));
    assertEquals(before, Http.site("stranger.test", "/"));
  }

  private static Slipway pushing(Site site, String service) {
    Slipway slipway = site.slipway();
    ObjectNode entry = site.web(service, "1");
    entry.remove("artifact");
    entry.withObjectProperty("exec").put("command", site.name(service));
    slipway.write(service + ".json", entry.toString());
    return slipway;
  }

  private static void assertGone(Site site, String service, String path) {
    assertFalse(site.units().isLoaded(site.unit(service)), "unit");
    assertEquals(0, site.pid(service), "process");
    assertEquals(0, Http.port(site.port(service), "/").status(), "listener");
    assertFalse(site.isRouted(service), "route");
    assertFalse(site.isRooted(path), "root");
    assertEquals("", site.profile(service), "profile");
  }
}
