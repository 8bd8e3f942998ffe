package slipway.deployer.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.NOW;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageTextTest {
  @Test
  void aFailureIsToldWithItsReason() {
    assertEquals(
        "biz: web is rolled back to release 3: answered 500",
        text(Event.FAILURE, null, Map.of("web", item(Outcome.ROLLED_BACK, 3, "answered 500"))));
    assertEquals(
        "biz: the bucket gives no answer: timeout",
        text(Event.FAILURE, item(Outcome.UNREACHABLE, 0, "timeout"), Map.of()));
  }

  @Test
  void aRecoveryTellsWhatWasAndWhatIs() {
    assertEquals(
        "biz: recovered: web runs release 4 (abc), was failed",
        text(
            Event.RECOVERY,
            null,
            Map.of("web", new Item(Outcome.FAILED, Outcome.OK, NOW, 4, "abc", ""))));
  }

  @Test
  void aReminderTellsSinceWhen() {
    assertEquals(
        "biz: still: web is failed since 2026-01-02T03:04:05Z: exit code 1",
        text(Event.REMINDER, null, Map.of("web", item(Outcome.FAILED, 0, "exit code 1"))));
  }

  @Test
  void ofManyServicesFiveAreNamed() {
    SortedMap<String, Item> all = new TreeMap<>();
    for (int at = 100; at < 300; at++) {
      all.put("s" + at, item(Outcome.BLOCKED, 0, "why"));
    }
    String text = text(Event.FAILURE, null, all);
    assertTrue(text.endsWith("s104 is blocked: why; and 195 more services"), text);
    JsonNode body = body(Event.FAILURE, null, all);
    assertEquals(100, body.required("services").size());
    assertEquals(100, body.required("omitted").intValue());
  }

  @Test
  void wordsOfStrangersMakeNoLinks() {
    String text =
        text(
            Event.FAILURE,
            item(Outcome.REFUSED, 0, "signed by <!channel> <https://evil.example|you>\n\u001b[1m"),
            Map.of());
    assertEquals(
        "biz: the manifest is refused: signed by ‹!channel› ‹https://evil.example|you›", text);
  }

  private static Item item(Outcome outcome, int release, String reason) {
    return new Item(Outcome.OK, outcome, NOW, release, null, reason);
  }

  private static String text(Event event, @Nullable Item host, Map<String, Item> services) {
    return body(event, host, services).required("text").stringValue();
  }

  private static JsonNode body(Event event, @Nullable Item host, Map<String, Item> services) {
    Message message =
        new Message(event, NOW, null, Outcome.OK, Outcome.FAILED, host, new TreeMap<>(services));
    return JsonMapper.shared().readTree(MessageJson.write("biz", "slipway", message).body());
  }
}
