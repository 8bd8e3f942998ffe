package slipway.deployer.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import slipway.deployer.notify.Episode;
import slipway.deployer.notify.Event;
import slipway.deployer.notify.Known;
import slipway.deployer.notify.Ledger;
import slipway.deployer.notify.Ledger.Pending;
import slipway.deployer.notify.Ledger.Trouble;
import slipway.deployer.notify.Letter;
import slipway.deployer.notify.Memory;
import slipway.deployer.notify.Outcome;
import slipway.manifest.JsonTree;
import slipway.manifest.Named;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `notify.json`, version 1.
final class LedgerJson {
  private static final int VERSION = 1;

  private LedgerJson() {}

  static byte[] write(Ledger ledger) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", VERSION);
    Memory memory = ledger.memory();
    root.put("first", memory.first());
    root.set("host", known(memory.host()));
    ObjectNode services = root.putObject("services");
    memory.services().forEach((name, known) -> services.set(name, known(known)));
    ArrayNode pending = root.putArray("pending");
    ledger
        .pending()
        .forEach(each -> {
          ObjectNode node = pending.addObject();
          each.sinks().forEach(node.putArray("to")::add);
          Letter letter = each.letter();
          node.put("id", letter.id())
              .put("event", letter.event().text())
              .put("text", letter.text())
              .put("body", letter.body());
        });
    ObjectNode troubles = root.putObject("troubles");
    ledger.troubles().forEach((sink, trouble) -> troubles.put(sink, trouble.tried().toString()));
    return JsonTree.compact(root);
  }

  private static ObjectNode known(Known known) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("outcome", known.outcome().text())
            .put("entry", known.entry())
            .put("since", known.since().toString())
            .put("release", known.release());
    Episode episode = known.episode();
    if (episode != null) {
      ArrayNode told =
          node.putObject("episode")
              .put("outcome", episode.outcome().text())
              .put("entry", episode.entry())
              .put("release", episode.release())
              .put("began", episode.began().toString())
              .put("toldAt", episode.toldAt().toString())
              .putArray("told");
      episode.told().forEach(told::add);
    }
    return node;
  }

  /// @throws RuntimeException where it is none
  static Ledger read(byte[] document) {
    JsonNode root = JsonTree.read(document);
    if (root.required("version").intValue() != VERSION) {
      throw new IllegalArgumentException("not version " + VERSION);
    }
    SortedMap<String, Known> services = new TreeMap<>();
    root.required("services").forEachEntry((name, node) -> services.put(name, known(node)));
    List<Pending> pending = new ArrayList<>();
    for (JsonNode node : root.required("pending")) {
      pending.add(new Pending(letter(node), new TreeSet<>(texts(node.required("to")))));
    }
    SortedMap<String, Trouble> troubles = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : root.required("troubles").properties()) {
      troubles.put(entry.getKey(), new Trouble(Instant.parse(entry.getValue().stringValue())));
    }
    return new Ledger(
        new Memory(root.required("first").booleanValue(), known(root.required("host")), services),
        pending,
        troubles);
  }

  private static Letter letter(JsonNode node) {
    return new Letter(
        node.required("id").stringValue(),
        named(Event.values(), node.required("event")),
        node.required("text").stringValue(),
        node.required("body").stringValue());
  }

  private static Known known(JsonNode node) {
    return new Known(
        named(Outcome.values(), node.required("outcome")),
        node.required("entry").stringValue(),
        instant(node, "since"),
        node.required("release").intValue(),
        episode(node.get("episode")));
  }

  private static @Nullable Episode episode(@Nullable JsonNode node) {
    return node == null
        ? null
        : new Episode(
            named(Outcome.values(), node.required("outcome")),
            node.required("entry").stringValue(),
            node.required("release").intValue(),
            instant(node, "began"),
            instant(node, "toldAt"),
            texts(node.required("told")));
  }

  private static Instant instant(JsonNode node, String name) {
    return Instant.parse(node.required(name).stringValue());
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::stringValue).toList();
  }

  private static <N extends Named> N named(N[] all, JsonNode text) {
    for (N each : all) {
      if (each.text().equals(text.stringValue())) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown word " + text);
  }
}
