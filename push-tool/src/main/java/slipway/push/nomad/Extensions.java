package slipway.push.nomad;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The fields of a manifest that start with x-, which mean something to whoever wrote them.
final class Extensions {
  private Extensions() {}

  static List<Warning> of(JsonNode manifest) {
    List<Warning> warnings = new ArrayList<>();
    collect("", "", manifest, warnings);
    return warnings;
  }

  private static void collect(String service, String path, JsonNode node, List<Warning> warnings) {
    for (var entry : node.properties()) {
      String field = path + entry.getKey();
      if (entry.getKey().startsWith("x-")) {
        warnings.add(
            new Warning(
                service, field, "is not in the job; it says " + shortened(entry.getValue())));
      } else if (path.isEmpty() && entry.getKey().equals("services")) {
        entry.getValue().forEach(one -> collect(one.path("name").asString(), "", one, warnings));
      } else if (!field.equals("env")) {
        collect(service, field + ".", entry.getValue(), warnings);
      }
    }
  }

  private static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
