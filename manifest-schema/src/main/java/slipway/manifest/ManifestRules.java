package slipway.manifest;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Everything that can be wrong with a manifest, found in one go.
final class ManifestRules {
  private ManifestRules() {}

  /// Rules between fields are judged on the tree, so that they speak up beside the schema's
  /// problems and not one round later.
  static List<Problem> problems(JsonNode document) {
    Node root = new Node(document, "");
    Optional<Problem> otherVersion = otherVersion(root.at("version"));
    if (otherVersion.isPresent()) {
      return List.of(otherVersion.get());
    }
    List<Problem> problems = new ArrayList<>(Characters.problems(document));
    if (!problems.isEmpty()) {
      return problems; // the validator must not see numbers out of range
    }
    problems.addAll(ManifestSchema.problems(document));
    impossibleDate(root.at("generation")).ifPresent(problems::add);
    List<Node> services = root.at("services").items();
    services.forEach(service -> problems.addAll(ServiceRules.problems(service)));
    problems.addAll(SharingRules.problems(services));
    return problems;
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
  private static Optional<Problem> impossibleDate(Node generation) {
    return generation
        .text()
        .filter(text -> text.length() >= "2025-01-15T12:34:56Z".length())
        .filter(text -> !isDate(text.substring(0, 19) + "Z"))
        .map(text -> generation.problem("found " + Quoted.of(text) + ", which no calendar has"));
  }

  private static boolean isDate(String text) {
    try {
      return OffsetDateTime.parse(text) != null;
    } catch (DateTimeException _) {
      return false;
    }
  }
}
