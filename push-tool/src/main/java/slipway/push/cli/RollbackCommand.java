package slipway.push.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import slipway.push.operation.Rollback.RolledBack;
import slipway.push.outcome.Failure;

@Command(
    name = "rollback",
    description = {
      "Issues an earlier manifest again, for all services, as a new generation.",
      "Rolling back twice comes back to where you were."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway rollback                         (the one before the current)",
      "  slipway rollback 20250115T123456.000Z    (see slipway history)",
      "  slipway rollback 2025-01-15T12           (enough of it to be clear)"
    })
final class RollbackCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "GENERATION",
      description = "which one (default: the one before the current)")
  private @Nullable String generation;

  @Mixin private final YesOption yes = new YesOption();

  @Mixin private final WaitOptions waiting = new WaitOptions();

  RollbackCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    try (Tools.Session session = tools.open(slipway.config())) {
      RolledBack done =
          session.rollback().run(Optional.ofNullable(generation), yes.approval(tools, session));
      return waiting.finish(
          slipway.report(tools.out()),
          tools,
          session,
          new Changed(
              done.updated(),
              null,
              "back to " + done.to() + "; " + UpdateReport.text(done.updated()),
              UpdateReport.json(done.updated()).put("to", done.to().toString())));
    }
  }
}
