package slipway.push.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import slipway.manifest.Manifest;
import slipway.push.change.UnfreezeManifest;
import slipway.push.change.Updated;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

@Command(
    name = "unfreeze",
    description = "Lets the manifest be changed again.",
    footerHeading = "%nExample:%n",
    footer = "  slipway unfreeze")
final class UnfreezeCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  UnfreezeCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    try (Tools.Session session = tools.open(slipway.config())) {
      Updated updated = session.update().apply(new UnfreezeManifest());
      String text =
          switch (updated) {
            case Updated.Unchanged(Manifest current) ->
                "nothing changed; generation " + current.generation() + " is not frozen";
            case Updated.Written written -> UpdateReport.text(written);
          };
      slipway.report(tools.out()).print(text, UpdateReport.json(updated));
    }
    return ExitCode.OK.number();
  }
}
