package slipway.manifest;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes to a manifest that leave everything else in it as it was: `x-…` keys, the order of keys,
/// and other people's services. Every result has been read back, so hosts can read it too.
public final class ManifestEdits {
  private ManifestEdits() {}

  /// The first manifest of a bucket.
  public static byte[] empty(Instant generation) {
    return ManifestWriter.write(new Manifest(generation, List.of()));
  }

  /// Replaces the entry of the same name in its place, or appends the entry.
  public static Edited withService(byte[] manifest, ObjectNode entry, Instant generation) {
    return edit(
        manifest,
        generation,
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

  /// Refused where no service has this name; the problem names those that exist.
  public static Edited withoutService(byte[] manifest, String name, Instant generation) {
    return edit(
        manifest,
        generation,
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

  /// The content of an earlier manifest as a new one.
  public static Edited reissued(byte[] archived, Instant generation) {
    return edit(archived, generation, _ -> List.of());
  }

  private static Edited edit(
      byte[] manifest, Instant generation, Function<ArrayNode, List<Problem>> change) {
    return switch (JsonText.parse(manifest)) {
      case JsonText.Parsed.Unreadable unreadable -> new Edited.Refused(unreadable.problems());
      case JsonText.Parsed.Tree(ObjectNode root)
          when root.get("services") instanceof ArrayNode all -> {
        List<Problem> problems = change.apply(all);
        yield problems.isEmpty() ? dated(root, generation) : new Edited.Refused(problems);
      }
      case JsonText.Parsed.Tree(JsonNode other) ->
          new Edited.Refused(ManifestRules.problems(other));
    };
  }

  private static Edited dated(ObjectNode root, Instant generation) {
    root.put("generation", generation.toString());
    byte[] document = Json.pretty(root);
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
