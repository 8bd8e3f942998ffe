package slipway.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class BadManifestTest {
  record Row(String where, String value, String pointer, String message) {}

  static Stream<Row> rows() {
    return new String(Documents.bytes("bad-values.txt"), UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| ", -1))
        .map(cells ->
            new Row(
                cells[0], cells[1], cells[2].equals("=") ? cells[0] : cells[2].strip(), cells[3]));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void oneBadValueIsOneProblemAtItsPlace(Row row) {
    ObjectNode manifest = Documents.tree("base.json");
    if (row.value().equals("-")) {
      Documents.remove(manifest, row.where());
    } else {
      Documents.put(manifest, row.where(), Documents.json(row.value()));
    }

    List<Problem> problems = Documents.problems(ManifestReader.read(manifest));

    assertEquals(1, problems.size(), problems::toString);
    assertEquals(row.pointer(), problems.getFirst().pointer());
    assertTrue(
        problems.getFirst().message().contains(row.message()), problems.getFirst()::toString);
  }

  @Test
  void withoutAChangeTheDocumentIsValid() {
    Documents.valid(ManifestReader.read(Documents.tree("base.json")));
  }

  @Test
  void theLargestMemoryThatSystemdCountsIsAccepted() {
    ObjectNode manifest = Documents.tree("base.json");
    for (String memory : List.of("16777215T", "17179869183G", "999999999999999999", "infinity")) {
      Documents.put(
          manifest, "/services/0/systemd", Documents.json("{\"memoryMax\": \"" + memory + "\"}"));
      Documents.valid(ManifestReader.read(manifest));
    }
  }

  @Test
  void aOneshotServiceIsJudgedByHowItEnds() {
    ObjectNode manifest = Documents.tree("base.json");
    Documents.put(manifest, "/services/3/systemd", Documents.json("{\"type\": \"oneshot\"}"));
    Documents.put(manifest, "/services/3/health", Documents.json("{\"timeoutSec\": 9}"));
    Documents.valid(ManifestReader.read(manifest));
    Documents.put(manifest, "/services/3/health/command", Documents.json("\"check\""));
    assertEquals(
        List.of(
            "/services/3/health/command: found a question to a oneshot service, wanted none: it is"
                + " judged by how it ends"),
        Documents.problems(ManifestReader.read(manifest)).stream().map(Problem::toString).toList());
  }

  @Test
  void aNameMayLookAlmostLikeAProfileLink() {
    ObjectNode manifest = Documents.tree("base.json");
    Documents.put(manifest, "/services/3/name", Documents.json("\"web-1-links\""));
    Documents.valid(ManifestReader.read(manifest));
    Documents.put(manifest, "/services/3/name", Documents.json("\"web-link\""));
    Documents.valid(ManifestReader.read(manifest));
  }

  @Test
  void whatHasTwoInstancesCannotBeRequiredByAUnitName() {
    ObjectNode manifest = Documents.tree("base.json");
    String name = manifest.at("/services/2/name").asString();
    Documents.put(
        manifest,
        "/services/3/systemd",
        Documents.json("{\"requires\": [\"%s.service\"]}".formatted(name)));
    assertEquals(
        List.of(
            "/services/3/systemd/requires/0: found /services/2 (\"%s\"), which has two instances and no unit of that name; wanted it in \"after\" only"
                .formatted(name)),
        Documents.problems(ManifestReader.read(manifest)).stream().map(Problem::toString).toList());
    Documents.remove(manifest, "/services/2/http/standbyPort");
    Documents.valid(ManifestReader.read(manifest));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    ObjectNode manifest = Documents.tree("base.json");
    Documents.put(manifest, "/generation", Documents.json("\"today\""));
    Documents.put(manifest, "/services/0/http/internalPort", Documents.json("70000"));
    Documents.put(manifest, "/services/0/exec/comand", Documents.json("\"x\""));
    Documents.put(manifest, "/services/0/env", Documents.json("{\"A\": \"\\u0000\"}"));
    Documents.put(manifest, "/services/1/name", Documents.json("\"plain\""));
    Documents.put(manifest, "/services/2/http/standbyPort", Documents.json("8001"));
    Documents.remove(manifest, "/services/3/hosts");

    assertEquals(
        List.of(
            "/generation",
            "/services/0/env/A",
            "/services/0/exec/comand",
            "/services/0/http/internalPort",
            "/services/2/http/standbyPort",
            "/services/3",
            "/services/3/name"),
        Documents.problems(ManifestReader.read(manifest)).stream()
            .map(Problem::pointer)
            .sorted()
            .toList());
  }

  @Test
  void aProblemReadsAsOneLine() {
    ObjectNode manifest = Documents.tree("base.json");
    Documents.put(manifest, "/services/0/exec/comand", Documents.json("\"x\""));
    assertEquals(
        "/services/0/exec/comand: unknown field; did you mean \"command\"?",
        Documents.problems(ManifestReader.read(manifest)).getFirst().toString());
  }

  @Test
  void noProblemTellsAValueOfTheEnvironmentOrOfAnArgument() {
    ObjectNode manifest = Documents.tree("base.json");
    String secret = "4711081547110815";
    Documents.put(
        manifest,
        "/services/2/env",
        Documents.json(
            "{\"PORT\": \"S\", \"A\": S, \"B\": [\"S\"], \"C\": \"S\\n\", \"D\": {\"S\": 1}}"
                .replace("S", secret.substring(0, 15))));
    Documents.put(
        manifest,
        "/services/2/exec/args",
        Documents.json("[S, \"S\\u0007\", [\"S\"]]".replace("S", secret.substring(0, 15))));

    List<Problem> problems = Documents.problems(ManifestReader.read(manifest));

    assertTrue(problems.size() >= 7, problems::toString);
    problems.forEach(problem -> assertTrue(!problem.message().contains("4711"), problem::toString));
  }

  @Test
  void aManyfoldConflictIsToldOncePerPairOfServices() {
    ObjectNode manifest = Documents.tree("base.json");
    Documents.put(manifest, "/services/2/hosts", Documents.json("[\"one\", \"two\"]"));
    Documents.put(manifest, "/services/2/http/internalPort", Documents.json("8000"));
    assertEquals(1, Documents.problems(ManifestReader.read(manifest)).size());
  }

  @Test
  void servicesOnDifferentHostsMayShareARouteAndAPort() {
    ObjectNode manifest = Documents.tree("base.json");
    Documents.put(manifest, "/services/2/hosts", Documents.json("[\"three\"]"));
    Documents.put(manifest, "/services/2/http/path", Documents.json("\"/web\""));
    Documents.put(manifest, "/services/2/http/internalPort", Documents.json("8000"));
    Documents.valid(ManifestReader.read(manifest));
  }

  @Test
  void aDocumentMadeOfProblemsTellsTheFirstHundred() {
    ObjectNode manifest = Documents.tree("base.json");
    Documents.put(
        manifest, "/services/0/exec/args", Documents.json("[" + "1,".repeat(100_000) + "1]"));
    List<Problem> problems = Documents.problems(ManifestReader.read(manifest));
    assertEquals(101, problems.size());
    assertEquals(
        "the document: only the first 100 problems are told", problems.getLast().toString());
  }
}
