package slipway.push.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import slipway.manifest.Generation;
import slipway.push.change.VerifiedManifest;
import slipway.push.operation.Comparison.Compared;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.preview.PreviewText;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "diff",
    description = {
      "Shows what differs between two manifests, down to the lines of units.",
      "Of environment variables it shows names (+ new, - gone, ~ another value), never values."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway diff                                  (the one before the current, and that)",
      "  slipway diff 2025-01-15T12                    (that generation, and the current one)",
      "  slipway diff 20250115T1200 20250115T1234      (see slipway history)"
    })
final class DiffCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "A",
      description = "a generation (default: the one before the current)")
  private @Nullable String from;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "B",
      description = "another one (default: the current)")
  private @Nullable String to;

  DiffCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    try (Tools.Session session = tools.open(slipway.config())) {
      Compared compared =
          session.comparison().run(Optional.ofNullable(from), Optional.ofNullable(to));
      List<String> lines = new ArrayList<>();
      lines.add("--- " + heading(compared.from()));
      lines.add("+++ " + heading(compared.to()));
      lines.addAll(
          compared.difference().isEmpty()
              ? List.of("no difference")
              : PreviewText.differences(
                  compared.difference(),
                  ClosureLines.of(compared.difference(), session.closureDifferences())));
      slipway.report(tools.out()).print(String.join("\n", lines), json(compared));
    }
    return ExitCode.OK.number();
  }

  private static String heading(VerifiedManifest verified) {
    return Generation.archiveName(verified.manifest().generation()) + "  " + Who.text(verified);
  }

  private static ObjectNode json(Compared compared) {
    ObjectNode document = Report.object();
    document.set("from", side(compared.from()));
    document.set("to", side(compared.to()));
    UpdateReport.freeze(compared.difference().freeze(), document);
    PreviewJson.putServices(compared.difference(), document);
    return document;
  }

  private static ObjectNode side(VerifiedManifest verified) {
    ObjectNode side =
        Report.object().put("generation", verified.manifest().generation().toString());
    Who.put(verified, side);
    return side;
  }
}
