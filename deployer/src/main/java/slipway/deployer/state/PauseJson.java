package slipway.deployer.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Pause;
import slipway.manifest.JsonTree;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The file of a pause, version 1. A file of any version ever released must still be read.
final class PauseJson {
  private static final int VERSION = 1;

  private PauseJson() {}

  static byte[] write(Pause pause) {
    ObjectNode root =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", VERSION)
            .put("at", pause.at().toString())
            .put("until", pause.until().toString());
    if (pause.reason() != null) {
      root.put("reason", pause.reason());
    }
    if (pause.by() != null) {
      root.put("by", pause.by());
    }
    return JsonTree.printed(root, new DefaultPrettyPrinter());
  }

  /// @throws RuntimeException where this is not such a file
  static Pause read(byte[] document) {
    JsonNode root = JsonTree.read(document);
    int version = root.path("version").asInt(0);
    if (version != VERSION) {
      throw new IllegalArgumentException("has version " + version + ", wanted " + VERSION);
    }
    return new Pause(
        Instant.parse(root.required("at").stringValue()),
        Instant.parse(root.required("until").stringValue()),
        text(root, "reason"),
        text(root, "by"));
  }

  private static @Nullable String text(JsonNode root, String field) {
    return root.path(field).stringValue(null);
  }
}
