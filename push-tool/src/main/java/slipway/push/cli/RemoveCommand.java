package slipway.push.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import slipway.push.change.RemoveService;
import slipway.push.change.Updated;
import slipway.push.operation.ApprovedUpdate;
import slipway.push.outcome.Failure;

@Command(
    name = "remove",
    description = "Takes a service out of the manifest; hosts stop it and drop its route.",
    footerHeading = "%nExample:%n",
    footer = "  slipway remove web")
final class RemoveCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Parameters(index = "0", paramLabel = "SERVICE", description = "the service's name")
  private String service = "";

  @Mixin private final YesOption yes = new YesOption();

  @Mixin private final WaitOptions waiting = new WaitOptions();

  RemoveCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    try (Tools.Session session = tools.open(slipway.config())) {
      Updated updated =
          new ApprovedUpdate(session.update(), yes.approval(tools, session))
              .apply(new RemoveService(service));
      return waiting.finish(
          slipway.report(tools.out()),
          tools,
          session,
          new Changed(
              updated,
              service,
              UpdateReport.text(updated),
              UpdateReport.json(updated).put("service", service)));
    }
  }
}
