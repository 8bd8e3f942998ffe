package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Caddy;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// `sync` on a host that an earlier one has found at rest.
@OnSite
class StillTest {
  @Test
  void aHostAtRestIsToldAtAGlance(Site site) {
    rest(site);
    String lock = lock(site);
    String said = site.sync(0).text();
    assertEquals("nothing to do", said);
    assertEquals(lock, lock(site), "no pass took the lock");
  }

  @Test
  void whateverAPassWouldPutRightIsPutRight(Site site) {
    Map<String, String> harm = new LinkedHashMap<>();
    harm.put("stopped", "systemctl stop $2");
    harm.put("its unit edited", "echo '# x' >>$1/services/$2");
    harm.put("its unit gone", "rm $1/services/$2");
    harm.put("its link gone", "rm /run/systemd/system/$2");
    harm.put(
        "a drop-in",
        "mkdir -p /etc/systemd/system/$2.d; echo '[Unit]' >/etc/systemd/system/$2.d/x.conf");
    harm.put("the drop-in edited", "echo 'Description=x' >>/etc/systemd/system/$2.d/x.conf");
    harm.put("the other stopped", "systemctl stop $4");
    harm.put(
        "a drop-in for instances",
        "mkdir -p /etc/systemd/system/$3-b@.service.d; echo '[Unit]' >/etc/systemd/system/$3-b@.service.d/x.conf");
    harm.put("that edited", "echo 'Description=x' >>/etc/systemd/system/$3-b@.service.d/x.conf");
    harm.put("its profile gone", "rm /nix/var/nix/profiles/$3/$3-a");
    harm.put("its root gone", "rm /nix/var/nix/gcroots/$3/$3-a*");
    harm.put("its pointer moved", "mkdir -p $1/standby; touch $1/standby/$3-b");
    rest(site);
    harm.forEach((what, script) -> {
      site.host()
          .shell(script, site.state(), site.unit("a"), site.namespace(), instance(site))
          .orFail();
      assertLookedAt(site, what);
    });
    Caddy.deleteRoute(site.namespace() + "-" + site.name("a"));
    assertLookedAt(site, "its route gone");
    site.host().shell("kill -9 $1", Integer.toString(site.pid("a"))).orFail();
    assertLookedAt(site, "killed");
    site.publish(a(site, "2"), b(site));
    assertLookedAt(site, "a new manifest");
    site.assertAnswers("a", "web 2");
    site.settings().put("parallelism", 2);
    site.configure();
    assertLookedAt(site, "other settings");
  }

  @Test
  void aReportIsWrittenOnWhileNothingIsLookedAt(Site site) {
    site.publish(a(site, "1"), b(site));
    site.sync(0);
    String report = "status/" + Site.HOST + ".json";
    // As if the time for the next had come.
    site.host().exec("rm", site.state() + "/report.json").orFail();
    site.sync(0);
    site.bucket().delete(report);
    site.host()
        .shell(
            "sed -i 's/^report\\t[^\\t]*/report\\t2020-01-01T00:00:00Z/' /run/slipway-deployer/*")
        .orFail();
    String lock = lock(site);
    site.sync(0);
    assertEquals(lock, lock(site), "no pass took the lock");
    assertTrue(site.bucket().has(report));
    site.bucket().delete(report);
    site.sync(0);
    assertFalse(site.bucket().has(report), "not due any more");
  }

  /// The harm was seen, everything is well again, and then nothing is to be seen any more.
  private static void assertLookedAt(Site site, String what) {
    String lock = lock(site);
    site.sync(0);
    assertFalse(lock.equals(lock(site)), "a pass looks: " + what);
    site.sync(0);
    site.assertAnswers("b", "web 1");
    assertTrue(site.visit("a").is(200, "web 1") || site.visit("a").is(200, "web 2"), what);
    lock = lock(site);
    site.sync(0);
    assertEquals(lock, lock(site), "at rest again: " + what);
  }

  private static void rest(Site site) {
    site.settings().putObject("report").put("enabled", false);
    site.configure();
    site.deploy(a(site, "1"), b(site));
    site.sync(0);
  }

  private static ObjectNode a(Site site, String version) {
    return site.web("a", version);
  }

  /// With two instances.
  private static ObjectNode b(Site site) {
    ObjectNode entry = site.web("b", "1");
    entry.withObjectProperty("http").put("standbyPort", site.port("b2"));
    return entry;
  }

  private static String instance(Site site) {
    return site.name("b") + "@" + site.port("b") + ".service";
  }

  /// When a pass last began or ended.
  private static String lock(Site site) {
    return site.host().exec("stat", "-c", "%.9Z", site.state() + "/lock").orFail().text();
  }
}
