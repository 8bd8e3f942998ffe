package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.site.Site;
import slipway.e2e.site.WebhookReceiver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Who is told of what becomes of deploys.
@OnSite
class NotifyTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final WebhookReceiver receiver = WebhookReceiver.open();

  @AfterEach
  void nobodyListensAnyMore() {
    receiver.close();
  }

  @Test
  void aFailureIsToldOnceHoweverManyPollsFindItAndSoIsItsEnd(Site site) {
    receiver.configure(site);
    site.deploy(site.web("a", "1"));
    site.publish(failing(site));
    site.sync(1);
    site.sync(1);
    site.sync(1);
    assertEquals(List.of("failure " + site.name("a") + "=rolled-back"), receiver.told());
    site.deploy(site.web("a", "2"));
    site.sync(0);
    assertEquals("nothing to do", site.sync(0).text());
    assertEquals(
        List.of("failure " + site.name("a") + "=rolled-back", "recovery " + site.name("a") + "=ok"),
        receiver.told());

    JsonNode failure = receiver.taken().getFirst();
    assertEquals(Site.HOST, failure.required("host").stringValue());
    assertEquals("ok", failure.required("previous").stringValue());
    assertEquals("rolled-back", failure.required("outcome").stringValue());
    assertEquals(1, failure.at("/services/0/release").intValue());
    String text = failure.required("text").stringValue();
    assertTrue(text.startsWith("biz: " + site.name("a") + " is rolled back to release 1: "), text);
  }

  @Test
  void aHostThatHasNothingToTellIsAtRestAllTheSame(Site site) {
    site.settings().putObject("report").put("enabled", false);
    receiver.configure(site);
    site.deploy(site.web("a", "1"));
    site.sync(0);
    String lock = lock(site);
    assertEquals("nothing to do", site.sync(0).text());
    assertEquals(lock, lock(site), "no pass took the lock");
  }

  private static String lock(Site site) {
    return site.host().exec("stat", "-c", "%.9Z", site.state() + "/lock").orFail().text();
  }

  @Test
  void aReminderComesOnceWhenItIsTime(Site site) {
    receiver.configure(site);
    site.publish(failing(site));
    site.sync(1);
    // As if it had been told yesterday.
    site.host()
        .shell(
            "sed -i -E \"s/(\\\"toldAt\\\":\\\")[^\\\"]*/\\1$(date -u -d '-24 hours -1 minute' +%FT%TZ)/\" \"$1\"",
            site.state() + "/notify.json")
        .orFail();
    site.sync(1);
    site.sync(1);
    assertEquals(
        List.of("failure " + site.name("a") + "=failed", "reminder " + site.name("a") + "=failed"),
        receiver.told());
  }

  @Test
  void aReceiverThatHangsHoldsUpNothingAndIsToldLater(Site site) {
    receiver.configure(site);
    site.deploy(site.web("a", "1"));
    receiver.hang();
    site.publish(failing(site), site.web("b", "1"));
    long begin = System.nanoTime();
    Output output = site.sync(1);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.toSeconds() < 20, took::toString);
    site.assertAnswers("b", "web 1");
    assertTrue(output.err().contains("cannot deliver to the webhook: 127.0.0.1"), output::toString);
    assertFalse(output.err().contains(WebhookReceiver.TOKEN), output::toString);
    receiver.goOn();
    // The next attempt is a minute later.
    site.host()
        .shell(
            "sed -i -E 's/(\"webhook\":\")20[^\"]*/\\12020-01-01T00:00:00Z/' \"$1\"",
            site.state() + "/notify.json")
        .orFail();
    assertTrue(site.sync(1).err().contains("takes notifications again"));
    assertTrue(receiver.told().contains("failure " + site.name("a") + "=rolled-back"));
  }

  @Test
  void theDaemonTellsFromInsideItsSandboxAndTheUrlShowsNowhere(Site site) {
    receiver.configure(site);
    site.deploy(site.web("a", "1"));
    site.publish(failing(site));
    site.deployer().startDaemon(site.daemon(), site.namespace());
    Await.until("the failure is told", SOON, () -> !receiver.told().isEmpty());
    Map<String, String> places = places(site);
    site.publish(site.web("a", "2"));
    Await.until("the recovery is told", SOON, () -> receiver.told().size() > 1);
    site.host().exec("systemctl", "stop", site.daemon()).orFail();
    assertEquals(
        List.of("failure " + site.name("a") + "=rolled-back", "recovery " + site.name("a") + "=ok"),
        receiver.told());
    places.forEach((place, text) ->
        assertFalse(text.contains(WebhookReceiver.TOKEN), () -> "the URL is in " + place));
    assertTrue(places.getOrDefault("the state", "").contains("rolled-back"), "it was read");
  }

  @Test
  void aCommandGetsTheMessageInAUnitOfItsOwn(Site site) {
    String seen = site.state() + "/seen";
    site.settings()
        .withObjectProperty("notify")
        .putArray("command")
        .add("/bin/sh")
        .add("-c")
        .add(
            "cat >$0; echo \"$SLIPWAY_EVENT of $SLIPWAY_HOST: $SLIPWAY_TEXT\" >$0.words; cat /proc/self/cgroup >$0.unit")
        .add(seen);
    site.configure();
    site.publish(failing(site));
    site.sync(1);

    JsonNode message = JsonMapper.shared().readTree(read(site, seen));
    assertEquals("failed", message.at("/services/0/outcome").stringValue());
    assertEquals(
        "failure of biz: " + message.required("text").stringValue(), read(site, seen + ".words"));
    String unit = site.namespace() + "-deployer.notify.service";
    assertTrue(read(site, seen + ".unit").contains(unit), () -> read(site, seen + ".unit"));
  }

  private static String read(Site site, String file) {
    return site.host().exec("cat", file).orFail().text();
  }

  private static ObjectNode failing(Site site) {
    ObjectNode service = site.entry("a", Kind.CRASH, "1");
    service.withObjectProperty("health").put("timeoutSec", 2);
    return service;
  }

  private static Map<String, String> places(Site site) {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("the journal", shell(site, "journalctl --sync; journalctl -q -o verbose"));
    places.put("the state", shell(site, "find \"$1\" -type f -exec cat {} +"));
    places.put("the memory of it", shell(site, "cat /run/slipway-deployer/* 2>/dev/null; true"));
    places.put(
        "the processes",
        shell(site, "cat /proc/[0-9]*/{cmdline,environ} 2>/dev/null | tr '\\0' ' '"));
    places.put("the report", site.bucket().text("status/" + Site.HOST + ".json"));
    return places;
  }

  private static String shell(Site site, String script) {
    return site.host().shell(script, site.state()).out();
  }
}
