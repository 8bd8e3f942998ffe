package slipway.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes to a manifest that leave everything else in it as it was: `x-…` keys, the order of keys,
/// other people's services, and a freeze. Every result has been read back, so hosts can read it
/// too.
public final class ManifestEdits {
  private ManifestEdits() {}

  /// The first manifest of a bucket.
  public static byte[] empty(Stamp stamp) {
    return ManifestWriter.write(
        new Manifest(stamp.generation(), List.of(), stamp.pushedBy(), null));
  }

  /// Replaces the entry of the same name in its place, or appends the entry.
  public static Edited withService(byte[] manifest, ObjectNode entry, Stamp stamp) {
    return edit(
        manifest,
        stamp,
        services -> {
          int place = names(services).indexOf(entry.path("name").asString(""));
          if (place < 0) {
            services.add(entry);
          } else {
            services.set(place, entry);
          }
          return List.of();
        });
  }

  /// Many changes at once, judged together, so that two services can trade places: leaves out what
  /// is in `removed`, replaces entries of the same names in their places, appends the others.
  public static Edited withServices(
      byte[] manifest, List<ObjectNode> entries, Set<String> removed, Stamp stamp) {
    return edit(
        manifest,
        stamp,
        services -> {
          services.removeIf(service -> removed.contains(service.path("name").asString("")));
          Map<String, Integer> places = new HashMap<>();
          names(services).forEach(name -> places.put(name, places.size()));
          for (ObjectNode entry : entries) {
            Integer place = places.get(entry.path("name").asString(""));
            if (place == null) {
              services.add(entry);
            } else {
              services.set(place, entry);
            }
          }
          return List.of();
        });
  }

  /// Refused where no service has this name; the problem names those that exist.
  public static Edited withoutService(byte[] manifest, String name, Stamp stamp) {
    return edit(
        manifest,
        stamp,
        services -> {
          List<String> names = names(services);
          int place = names.indexOf(name);
          if (place < 0) {
            return List.of(unknown(name, names));
          }
          services.remove(place);
          return List.of();
        });
  }

  /// The content of an earlier manifest as a new one. Who pushed it then, and that it was frozen,
  /// are not part of that.
  public static Edited reissued(byte[] archived, Stamp stamp) {
    return edit(archived, root -> stamped(root, stamp, null));
  }

  /// The same manifest with a freeze, in the place of the one it has.
  public static Edited frozen(byte[] manifest, Freeze freeze, Stamp stamp) {
    return edit(manifest, root -> stamped(root, stamp, ManifestWriter.freeze(freeze)));
  }

  /// The same manifest without its freeze.
  public static Edited unfrozen(byte[] manifest, Stamp stamp) {
    return edit(manifest, root -> stamped(root, stamp, null));
  }

  private static Edited edit(
      byte[] manifest, Stamp stamp, Function<ArrayNode, List<Problem>> change) {
    return edit(
        manifest,
        root -> {
          List<Problem> problems = change.apply((ArrayNode) root.path("services"));
          return problems.isEmpty()
              ? stamped(root, stamp, root.get("freeze"))
              : new Edited.Refused(problems);
        });
  }

  private static Edited edit(byte[] manifest, Function<ObjectNode, Edited> change) {
    return switch (JsonText.parse(manifest)) {
      case JsonText.Parsed.Unreadable unreadable -> new Edited.Refused(unreadable.problems());
      case JsonText.Parsed.Tree(ObjectNode root) when root.get("services") instanceof ArrayNode ->
          change.apply(root);
      case JsonText.Parsed.Tree(JsonNode other) ->
          new Edited.Refused(ManifestRules.problems(other));
    };
  }

  /// Who and whether it is frozen stand right after the generation, before a long list of services.
  private static Edited stamped(ObjectNode root, Stamp stamp, @Nullable JsonNode freeze) {
    ObjectNode next = JsonNodeFactory.instance.objectNode();
    for (String key : root.propertyNames()) {
      if (key.equals("generation")) {
        next.put(key, stamp.generation().toString()).put("pushedBy", stamp.pushedBy());
        if (freeze != null) {
          next.set("freeze", freeze);
        }
      } else if (!key.equals("pushedBy") && !key.equals("freeze")) {
        next.set(key, root.get(key));
      }
    }
    byte[] document = Json.pretty(next);
    return switch (ManifestReader.read(document)) {
      case Reading.Valid _ -> new Edited.Done(document);
      case Reading.Invalid(List<Problem> problems) -> new Edited.Refused(problems);
    };
  }

  /// One per entry, so that an index here is an index there.
  private static List<String> names(ArrayNode services) {
    return services.valueStream().map(entry -> entry.path("name").asString("")).toList();
  }

  private static Problem unknown(String name, List<String> names) {
    String known = names.stream().sorted().map(Quoted::of).collect(Collectors.joining(", "));
    return new Problem(
        "/services",
        "no service is named "
            + Quoted.of(name)
            + (names.isEmpty() ? "; there is none yet" : "; there are " + known)
            + Spelling.hint(name, names));
  }
}
