package slipway.push.nomad;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Valid manifests of each shape, to change one field at a time.
final class Bases {
  private static final String REST =
      """
      "name": "web",
      "artifact": {
        "type": "nix-closure",
        "storePath": "/nix/store/00000000000000000000000000000000-web"
      },
      """;

  static final Map<String, String> ALL =
      Map.of(
          "bare", "'hosts': ['one'], 'exec': {'command': 'web'}",
          "plain",
              """
              'hosts': ['one', 'two'], 'exec': {'command': 'web', 'user': 'app'},
              'http': {'domain': 'example.org', 'path': '/a', 'internalPort': 8000},
              'health': {'path': '/', 'command': 'check'}
              """,
          "blue-green",
              """
              'hosts': ['one'], 'exec': {'command': 'web'},
              'http': {'domain': 'example.org', 'path': '/a', 'internalPort': 8000, 'standbyPort': 8001},
              'health': {'path': '/'}
              """,
          "timer",
              """
              'hosts': ['one'], 'exec': {'command': 'web'}, 'systemd': {'timer': 'daily'}
              """,
          "oneshot",
              """
              'hosts': ['one'], 'exec': {'command': 'web'}, 'systemd': {'type': 'oneshot'}
              """);

  private Bases() {}

  static ObjectNode manifest(String service) {
    return (ObjectNode)
        JsonMapper.shared()
            .readTree(
                "{\"version\": 1, \"generation\": \"2026-01-01T10:00:00Z\", \"services\": [{"
                    + REST
                    + service.replace('\'', '"')
                    + "}]}");
  }

  /// A section that the manifest lacks, with what the section itself requires.
  static ObjectNode part(String name, ObjectNode around) {
    ObjectNode part = around.putObject(name);
    switch (name) {
      case "freeze" ->
          part.put("reason", "audit").put("by", "grace").put("since", "2026-01-01T09:00:00Z");
      case "http" -> part.put("domain", "example.org").put("internalPort", 8000);
      default -> {}
    }
    return part;
  }
}
