package slipway.manifest;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Everything that can be wrong with a manifest, found in one go.
final class ManifestRules {
  /// As `maxItems` in the schema.
  private static final int MOST_SERVICES = 2000;

  private static final int MOST_PROBLEMS = 100;

  private ManifestRules() {}

  /// Rules between fields are judged on the tree, so that they speak up beside the schema's
  /// problems and not one round later.
  static List<Problem> problems(JsonNode document) {
    Node root = new Node(document, "");
    Optional<Problem> hopeless =
        otherVersion(root.at("version")).or(() -> tooMany(root.at("services")));
    if (hopeless.isPresent()) {
      return List.of(hopeless.get());
    }
    TreeScan scan = TreeScan.of(document, MOST_PROBLEMS);
    if (!scan.numbers().isEmpty()) {
      return together(Stream.of(scan.texts(), scan.numbers()));
    }
    List<Problem> schema = ManifestSchema.problems(document, MOST_PROBLEMS);
    List<Problem> rules = new ArrayList<>();
    for (Node time : List.of(root.at("generation"), root.at("freeze").at("since"))) {
      if (time.isPresent() && !tells(schema, time.pointer())) {
        impossibleDate(time).ifPresent(rules::add);
      }
    }
    List<Node> services = root.at("services").items();
    services.forEach(service -> rules.addAll(ServiceRules.problems(service)));
    rules.addAll(SharingRules.problems(services));
    return together(Stream.of(scan.texts(), schema, rules));
  }

  private static List<Problem> together(Stream<List<Problem>> sources) {
    List<Problem> all = sources.flatMap(List::stream).toList();
    if (all.size() < MOST_PROBLEMS) {
      return all;
    }
    Problem more = new Problem("", "only the first " + MOST_PROBLEMS + " problems are told");
    return Stream.concat(all.stream().limit(MOST_PROBLEMS), Stream.of(more)).toList();
  }

  private static boolean tells(List<Problem> problems, String pointer) {
    return problems.stream().anyMatch(problem -> problem.pointer().equals(pointer));
  }

  /// Told alone: validating a million elements would cost a host more than it has.
  private static Optional<Problem> tooMany(Node services) {
    int found = services.json().isArray() ? services.json().size() : 0;
    return found <= MOST_SERVICES
        ? Optional.empty()
        : Optional.of(
            services.problem("%d services, wanted at most %d".formatted(found, MOST_SERVICES)));
  }

  private static Optional<Problem> otherVersion(Node version) {
    if (!version.json().isIntegralNumber() || version.number(0) == Manifest.VERSION) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            version.pointer(),
            "found %s, wanted %d; a newer slipway wrote this manifest, or it is none"
                .formatted(version.json().asString(), Manifest.VERSION)));
  }

  /// A thirtieth of February, which the schema's pattern lets through.
  private static Optional<Problem> impossibleDate(Node time) {
    String text = time.text("");
    try {
      OffsetDateTime.parse(text);
      return Optional.empty();
    } catch (DateTimeException _) {
      return Optional.of(time.problem("found " + Quoted.of(text) + ", a day that no calendar has"));
    }
  }
}
