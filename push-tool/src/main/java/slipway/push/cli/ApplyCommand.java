package slipway.push.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import slipway.manifest.Manifest;
import slipway.push.change.ManifestChange;
import slipway.push.change.SetServices;
import slipway.push.history.ManifestDifference;
import slipway.push.operation.Apply;
import slipway.push.operation.Apply.Applied;
import slipway.push.operation.Apply.Intent;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.preview.Preview;
import slipway.push.preview.PreviewText;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "apply",
    description = {
      "Makes the manifest match a folder of service files, all in one step.",
      "Each *.json in it is one service. Its artifact.storePath is uploaded where the manifest has"
          + " another; without one, what the manifest has is kept."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway apply services/",
      "  slipway apply services/ --prune --dry-run    (ends with 10 where it would change something)",
      "  slipway apply $(nix build --no-link --print-out-paths .#services)"
    })
final class ApplyCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Parameters(index = "0", paramLabel = "DIR", description = "the folder, or a store path of one")
  private Path folder = Path.of("");

  @Option(names = "--prune", description = "remove the services that the folder does not have")
  private boolean prune;

  @Option(
      names = "--dry-run",
      description = "change nothing; end with 0 where nothing would change, else with 10")
  private boolean dryRun;

  @Mixin private final YesOption yes = new YesOption();

  @Mixin private final WaitOptions waiting = new WaitOptions();

  ApplyCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    SetServices change =
        new SetServices(
            ServiceFolder.read(tools.files(), folder),
            prune,
            tools.revisions().current().orElse(null));
    try (Tools.Session session = tools.open(slipway.config())) {
      Apply apply = session.apply();
      Intent intent = apply.plan(change);
      Set<String> kept = prune ? Set.of() : intent.others();
      if (!kept.isEmpty()) {
        tools
            .progress()
            .say(
                "left as they are, not being in "
                    + folder
                    + ": "
                    + String.join(", ", kept)
                    + " (--prune removes them)");
      }
      if (dryRun) {
        return wouldDo(intent, kept);
      }
      Applied applied = apply.run(change, intent, yes.approval(tools, session));
      return waiting.finish(
          slipway.report(tools.out()),
          tools,
          session,
          new Changed(
              applied.updated(), null, UpdateReport.text(applied.updated()), json(applied, kept)));
    }
  }

  private int wouldDo(Intent intent, Set<String> kept) {
    Manifest before = intent.draft().before().orElseThrow();
    ManifestDifference difference = ManifestDifference.between(before, intent.draft().after());
    boolean changes = intent.draft().edit() instanceof ManifestChange.Edit.Next;
    ObjectNode document = Report.object().put("wouldChange", changes);
    document.put("generation", before.generation().toString());
    document.set("changes", UpdateReport.changes(difference.services()));
    Preview preview = Preview.of(before, intent.draft().after());
    PreviewJson.put(preview, document.putObject("preview"));
    List<String> lines = new ArrayList<>();
    lines.add(
        changes
            ? "would change generation " + before.generation() + ": " + difference.text()
            : "nothing would change; generation " + before.generation() + " says so already");
    lines.addAll(PreviewText.lines(preview, Map.of()));
    slipway.report(tools.out()).print(String.join("\n", lines), with(document, kept));
    return (changes ? ExitCode.WOULD_CHANGE : ExitCode.OK).number();
  }

  private static ObjectNode json(Applied applied, Set<String> kept) {
    ObjectNode document = UpdateReport.json(applied.updated());
    applied.uploaded().ifPresent(uploaded -> document.set("uploaded", UploadReport.json(uploaded)));
    return with(document, kept);
  }

  private static ObjectNode with(ObjectNode document, Set<String> kept) {
    kept.forEach(document.putArray("notInFolder")::add);
    return document;
  }
}
