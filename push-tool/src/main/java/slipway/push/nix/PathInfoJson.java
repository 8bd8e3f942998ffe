package slipway.push.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import slipway.manifest.JsonTree;
import slipway.manifest.StorePath;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The output of `nix path-info --json`, in the forms that it has had: up to Nix 2.18 a list, and
/// then an object whose keys are the paths. A path that is said in any other way is left out, and
/// Nix has to send it itself.
final class PathInfoJson {
  private PathInfoJson() {}

  static Map<StorePath, PathInfo> parse(String text) {
    Map<StorePath, PathInfo> infos = new HashMap<>();
    try {
      JsonNode root = JsonTree.read(text.getBytes(UTF_8));
      if (root.isArray()) {
        for (JsonNode entry : root) {
          info(entry.path("path").asString(""), entry)
              .ifPresent(info -> infos.put(info.path(), info));
        }
      } else {
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
          info(entry.getKey(), entry.getValue()).ifPresent(info -> infos.put(info.path(), info));
        }
      }
    } catch (JacksonException _) {
      return Map.of();
    }
    return infos;
  }

  private static Optional<PathInfo> info(String key, JsonNode entry) {
    Optional<StorePath> path = StorePath.parse(key);
    JsonNode narHash = entry.path("narHash");
    JsonNode narSize = entry.path("narSize");
    Optional<List<String>> references = strings(entry.get("references"));
    Optional<List<String>> signatures = strings(entry.get("signatures"));
    Optional<Optional<String>> deriver = optional(entry.get("deriver"));
    Optional<Optional<String>> contentAddress = optional(entry.get("ca"));
    if (path.isEmpty()
        || !narHash.isString()
        || !narSize.isIntegralNumber()
        || !entry.has("references")
        || references.isEmpty()
        || signatures.isEmpty()
        || deriver.isEmpty()
        || contentAddress.isEmpty()) {
      return Optional.empty();
    }
    TreeSet<StorePath> needed = new TreeSet<>();
    for (String reference : references.get()) {
      Optional<StorePath> parsed = StorePath.parse(reference);
      if (parsed.isEmpty()) {
        return Optional.empty();
      }
      needed.add(parsed.get());
    }
    Optional<StorePath> builtBy = deriver.get().flatMap(StorePath::parse);
    if (builtBy.isEmpty() && deriver.get().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new PathInfo(
            path.get(),
            narHash.stringValue(),
            narSize.longValue(),
            needed,
            builtBy.map(StorePath::baseName),
            contentAddress.get(),
            signatures.get()));
  }

  /// Empty where it is anything but a list of lines.
  private static Optional<List<String>> strings(JsonNode node) {
    if (node == null || node.isNull()) {
      return Optional.of(List.of());
    }
    List<String> strings = new ArrayList<>();
    for (JsonNode each : node) {
      Optional<Optional<String>> text = optional(each);
      if (text.isEmpty() || text.get().isEmpty()) {
        return Optional.empty();
      }
      strings.add(text.get().get());
    }
    return node.isArray() ? Optional.of(strings) : Optional.empty();
  }

  /// Nothing where it is not there, and empty where it is anything but a line.
  private static Optional<Optional<String>> optional(JsonNode node) {
    if (node == null || node.isNull()) {
      return Optional.of(Optional.empty());
    }
    return node.isString() && node.stringValue().chars().allMatch(c -> c > ' ' && c < 0x7f)
        ? Optional.of(Optional.of(node.stringValue()).filter(text -> !text.isEmpty()))
        : Optional.empty();
  }
}
