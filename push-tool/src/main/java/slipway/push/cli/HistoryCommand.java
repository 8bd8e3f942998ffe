package slipway.push.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import slipway.manifest.Generation;
import slipway.manifest.Manifest;
import slipway.manifest.Service;
import slipway.push.change.VerifiedManifest;
import slipway.push.history.ManifestDifference;
import slipway.push.operation.History.Entry;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "history",
    description = {
      "Lists manifests, the newest first; * marks the current one.",
      "A line has the generation, who pushed it (and whose key signed it), and what changed."
    },
    footerHeading = "%nExample:%n",
    footer = "  slipway history --limit 5")
final class HistoryCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int limit;

  HistoryCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    try (Tools.Session session = tools.open(slipway.config())) {
      List<Entry> entries = session.history().newest(Math.clamp(limit, 1, 1000));
      ArrayNode document = Report.array();
      entries.forEach(entry -> document.add(json(entry)));
      String text =
          entries.isEmpty()
              ? "there is no manifest yet; run slipway init"
              : entries.stream().map(HistoryCommand::line).collect(Collectors.joining("\n"));
      slipway.report(tools.out()).print(text, document);
    }
    return ExitCode.OK.number();
  }

  private static String line(Entry entry) {
    String mark = entry.current() ? "* " : "  ";
    return entry
        .verified()
        .map(verified ->
            mark
                + Generation.archiveName(verified.manifest().generation())
                + "  "
                + Who.text(verified)
                + "  "
                + entry
                    .difference()
                    .map(ManifestDifference::text)
                    .orElse(verified.manifest().services().size() + " services"))
        .orElseGet(() -> mark + entry.where() + "  NOT TRUSTED: " + entry.problem().orElse(""));
  }

  private static ObjectNode json(Entry entry) {
    ObjectNode document = Report.object().put("current", entry.current());
    document.put("object", entry.where());
    entry.verified().ifPresent(verified -> put(verified, document));
    entry
        .difference()
        .ifPresent(difference -> {
          document.set("changes", UpdateReport.changes(difference.services()));
          UpdateReport.freeze(difference.freeze(), document);
        });
    entry.problem().ifPresent(problem -> document.put("problem", problem));
    return document;
  }

  private static void put(VerifiedManifest verified, ObjectNode document) {
    Manifest manifest = verified.manifest();
    document.put("generation", manifest.generation().toString());
    Who.put(verified, document);
    document.put("services", manifest.services().size());
    ObjectNode revisions = document.putObject("revisions");
    for (Service service : manifest.services()) {
      if (service.revision() != null) {
        revisions.put(service.name(), service.revision());
      }
    }
  }
}
