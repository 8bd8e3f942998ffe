package slipway.manifest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads manifests, and the entry of one service, with all problems at once.
public final class ManifestReader {
  /// Where the one entry of [#readService] stands while it is judged as part of a manifest.
  private static final String ENTRY = "/services/0";

  private ManifestReader() {}

  public static Reading read(byte[] document) {
    return switch (JsonText.parse(document)) {
      case JsonText.Parsed.Unreadable unreadable -> new Reading.Invalid(unreadable.problems());
      case JsonText.Parsed.Tree(JsonNode root) -> read(root);
    };
  }

  /// Reads a document that [#read] has found valid before: these very bytes, which the caller knows
  /// by their digest. It is not judged again, which takes ten times as long as reading it does.
  ///
  /// @throws RuntimeException where it is another one after all
  public static Manifest readAgain(byte[] document) {
    return switch (JsonText.parse(document)) {
      case JsonText.Parsed.Unreadable unreadable ->
          throw new IllegalArgumentException(unreadable.problem().toString());
      case JsonText.Parsed.Tree(JsonNode root) -> manifest(new Node(root, ""));
    };
  }

  /// Reads the file that a developer keeps beside a service, `slipway push -f`: one entry of
  /// `services`, in which `name` and `artifact` may be absent because the push knows them.
  public static ServiceReading readService(byte[] document) {
    return switch (JsonText.parse(document)) {
      case JsonText.Parsed.Unreadable unreadable ->
          new ServiceReading.Invalid(unreadable.problems());
      case JsonText.Parsed.Tree(JsonNode root) -> readService(root);
    };
  }

  static Reading read(JsonNode root) {
    List<Problem> problems = ManifestRules.problems(root);
    return problems.isEmpty()
        ? new Reading.Valid(manifest(new Node(root, "")))
        : new Reading.Invalid(problems);
  }

  private static ServiceReading readService(JsonNode entry) {
    ObjectNode around = JsonNodeFactory.instance.objectNode();
    around.put("version", Manifest.VERSION).put("generation", "2000-01-01T00:00:00Z");
    around.putArray("services").add(entry);
    List<Problem> addedByThePush =
        List.of(SchemaProblem.missing(ENTRY, "name"), SchemaProblem.missing(ENTRY, "artifact"));
    List<Problem> problems =
        ManifestRules.problems(around).stream()
            .filter(problem -> !addedByThePush.contains(problem))
            .map(ManifestReader::inTheFile)
            .toList();
    return problems.isEmpty()
        ? new ServiceReading.Valid((ObjectNode) entry)
        : new ServiceReading.Invalid(problems);
  }

  private static Problem inTheFile(Problem problem) {
    return problem.pointer().startsWith(ENTRY)
        ? new Problem(problem.pointer().substring(ENTRY.length()), problem.message())
        : problem;
  }

  private static Manifest manifest(Node root) {
    return new Manifest(
        instant(root.at("generation")),
        root.at("services").items().stream().map(ServiceEntry::read).toList(),
        root.at("pushedBy").textOrNull(),
        root.at("freeze").ifPresent(ManifestReader::freeze));
  }

  private static Freeze freeze(Node freeze) {
    return new Freeze(
        freeze.at("reason").text().orElseThrow(),
        freeze.at("by").text().orElseThrow(),
        instant(freeze.at("since")));
  }

  private static Instant instant(Node time) {
    return OffsetDateTime.parse(time.text().orElseThrow()).toInstant();
  }
}
