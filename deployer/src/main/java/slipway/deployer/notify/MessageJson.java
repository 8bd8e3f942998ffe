package slipway.deployer.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import slipway.manifest.Digest;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A message as it is sent, version 1 (docs/reference/notifications.md).
final class MessageJson {
  private static final int VERSION = 1;

  /// A receiver may refuse more than a few hundred kilobytes.
  private static final int SERVICES = 100;

  private static final int DIGITS = 16;

  private MessageJson() {}

  static Letter write(String host, String namespace, Message message) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", VERSION);
    String text = MessageText.of(host, message);
    root.put("event", message.event().text())
        .put("text", text)
        .put("host", host)
        .put("namespace", namespace)
        .put("time", message.time().toString());
    if (message.generation() != null) {
      root.put("generation", message.generation().toString());
    }
    root.put("previous", message.previous().text()).put("outcome", message.outcome().text());
    Item problem = message.host();
    if (problem != null) {
      put(root.putObject("problem"), problem);
    }
    ArrayNode services = root.putArray("services");
    message.services().entrySet().stream()
        .limit(SERVICES)
        .forEach(
            service -> put(services.addObject().put("name", service.getKey()), service.getValue()));
    if (message.services().size() > SERVICES) {
      root.put("omitted", message.services().size() - SERVICES);
    }
    String id = Digest.sha256(root.toString().getBytes(UTF_8)).substring(0, DIGITS);
    return new Letter(id, message.event(), text, root.put("id", id).toString());
  }

  private static void put(ObjectNode node, Item item) {
    node.put("previous", item.previous().text())
        .put("outcome", item.outcome().text())
        .put("since", item.since().toString());
    if (item.release() != 0) {
      node.put("release", item.release());
    }
    put(node, "revision", item.revision());
    put(node, "reason", item.reason().isEmpty() ? null : item.reason());
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
