package slipway.push.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import slipway.manifest.ManifestReader;
import slipway.manifest.Problem;
import slipway.manifest.Reading;
import slipway.manifest.ServiceReading;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "validate",
    description = {
      "Checks a manifest, or the file of one service, and names every problem.",
      "Ends with 0 where there is none, else with 3."
    },
    footerHeading = "%nExample:%n",
    footer = "  slipway validate web.json")
final class ValidateCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Parameters(index = "0", paramLabel = "FILE", description = "a manifest, or one service")
  private Path file = Path.of("");

  ValidateCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    byte[] document = tools.files().read(file);
    boolean manifest = isManifest(document);
    List<Problem> problems = manifest ? manifestProblems(document) : serviceProblems(document);
    ObjectNode result = Report.object().put("file", file.toString());
    result.put("kind", manifest ? "manifest" : "service").put("valid", problems.isEmpty());
    ArrayNode list = result.putArray("problems");
    problems.forEach(problem ->
        list.addObject().put("pointer", problem.pointer()).put("message", problem.message()));
    slipway
        .report(tools.out())
        .print(
            problems.isEmpty()
                ? file + ": a valid " + (manifest ? "manifest" : "service")
                : ServiceFile.lines(file, problems),
            result);
    return (problems.isEmpty() ? ExitCode.OK : ExitCode.REFUSED).number();
  }

  /// Decides only which rules to check by; those then find what is wrong.
  private static boolean isManifest(byte[] document) {
    try {
      JsonNode root = JsonMapper.shared().readTree(document);
      return !root.isObject() || root.has("services") || root.has("version");
    } catch (JacksonException _) {
      return true;
    }
  }

  private static List<Problem> manifestProblems(byte[] document) {
    return switch (ManifestReader.read(document)) {
      case Reading.Valid _ -> List.of();
      case Reading.Invalid(List<Problem> problems) -> problems;
    };
  }

  private static List<Problem> serviceProblems(byte[] document) {
    return switch (ManifestReader.readService(document)) {
      case ServiceReading.Valid _ -> List.of();
      case ServiceReading.Invalid(List<Problem> problems) -> problems;
    };
  }
}
