package slipway.push.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import slipway.push.change.FreezeManifest;
import slipway.push.change.Updated;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

@Command(
    name = "freeze",
    description = {
      "Has every push, removal and rollback refused until it is unfrozen.",
      "Hosts go on as they are; slipway-deployer pause stops a host."
    },
    footerHeading = "%nExample:%n",
    footer = "  slipway freeze --reason 'the audit ends on Friday'")
final class FreezeCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "what those who are refused read")
  private String reason = "";

  FreezeCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    if (reason.isBlank()) {
      throw new Failure(
          ExitCode.USAGE, "--reason is empty; wanted what those who are refused should know");
    }
    try (Tools.Session session = tools.open(slipway.config())) {
      Updated updated = session.update().apply(new FreezeManifest(reason.strip()));
      slipway.report(tools.out()).print(UpdateReport.text(updated), UpdateReport.json(updated));
    }
    return ExitCode.OK.number();
  }
}
