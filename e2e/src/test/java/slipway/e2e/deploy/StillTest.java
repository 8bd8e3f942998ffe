package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Await;
import slipway.e2e.host.Caddy;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// `sync` on a host that an earlier one has found at rest.
@OnSite
class StillTest {
  private static final Duration SOON = Duration.ofSeconds(20);

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
    rest(site);
    harms()
        .forEach((what, script) -> {
          harm(site, script);
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
  void soItIsByADaemonThatIsToldOfIt(Site site) {
    site.settings().withObjectProperty("poll").put("intervalSec", 1).put("burstSec", 0);
    rest(site);
    site.deployer().startDaemon(site.daemon(), site.namespace());
    harms()
        .forEach((what, script) -> {
          awaitWatch(site);
          String lock = lock(site);
          harm(site, script);
          Await.until("a pass looks: " + what, SOON, () -> !lock.equals(lock(site)));
          Await.until("all is well: " + what, SOON, () -> isWell(site));
        });
  }

  /// Long before systemd starts it again.
  @Test
  void aDaemonIsToldOfAServiceThatWaitsToBeRestarted(Site site) {
    site.settings().withObjectProperty("poll").put("intervalSec", 1).put("burstSec", 0);
    site.settings().putObject("report").put("enabled", false);
    site.configure();
    ObjectNode entry = a(site, "1");
    entry.withObjectProperty("systemd").put("restart", "always").put("restartSec", 600);
    site.deploy(entry);
    site.deployer().startDaemon(site.daemon(), site.namespace());
    awaitWatch(site);
    String lock = lock(site);
    site.host().shell("kill -9 $1", Integer.toString(site.pid("a"))).orFail();
    Await.until("a pass looks", SOON, () -> !lock.equals(lock(site)));
  }

  @Test
  void whoAsksADaemonForAPassGetsAWholeOne(Site site) {
    site.settings().withObjectProperty("poll").put("intervalSec", 3600).put("burstSec", 0);
    rest(site);
    String before = lock(site);
    site.deployer().startDaemon(site.daemon(), site.namespace());
    Await.until("its first pass", SOON, () -> !before.equals(lock(site)));
    for (int i = 0; i < 3; i++) {
      String lock = lock(site);
      site.host().exec("systemctl", "kill", "-s", "HUP", site.daemon()).orFail();
      Await.until("another", SOON, () -> !lock.equals(lock(site)));
    }
  }

  /// A poll finds the host at rest, and has the kernel watch it.
  private static void awaitWatch(Site site) {
    String pid = Integer.toString(site.units().pid(site.daemon()));
    Await.until(
        "the daemon is told of changes",
        SOON,
        () -> site.host().shell("cat /proc/$1/fdinfo/* | grep -q ^inotify", pid).exit() == 0);
  }

  private static boolean isWell(Site site) {
    return site.visit("a").is(200, "web 1") && site.visit("b").is(200, "web 1");
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

  /// What a pass puts right, as scripts of the state directory, a unit, the namespace and an
  /// instance.
  private static Map<String, String> harms() {
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
    return harm;
  }

  private static void harm(Site site, String script) {
    site.host()
        .shell(script, site.state(), site.unit("a"), site.namespace(), instance(site))
        .orFail();
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
