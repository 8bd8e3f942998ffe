package slipway.push.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import slipway.push.operation.Approval;
import slipway.push.operation.Rollback;
import slipway.push.operation.Rollback.RolledBack;
import slipway.push.outcome.Failure;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "rollback",
    description = {
      "Goes back to an earlier manifest, for all services or for one, as a new generation.",
      "Rolling back twice comes back to where you were."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway rollback                         (the last in which hosts ran something else)",
      "  slipway rollback 20250115T123456.000Z    (see slipway history)",
      "  slipway rollback 2025-01-15T12           (enough of it to be clear)",
      "  slipway rollback web                     (what web was before, also where it was removed)",
      "  slipway rollback web 2025-01-15T12       (what web was in that generation)"
    })
final class RollbackCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "GENERATION|SERVICE",
      description = "which generation, or the service that it is about")
  private @Nullable String target;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "GENERATION",
      description = "which one, for a service (default: the last in which it was another one)")
  private @Nullable String generation;

  @Mixin private final YesOption yes = new YesOption();

  @Mixin private final WaitOptions waiting = new WaitOptions();

  RollbackCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    Optional<String> service = Optional.ofNullable(target).filter(text -> !isGeneration(text));
    if (service.isEmpty() && generation != null) {
      throw new ParameterException(
          spec.commandLine(),
          "wanted one generation, or a service and a generation; found two generations");
    }
    if (generation != null && !isGeneration(generation)) {
      throw new ParameterException(
          spec.commandLine(),
          "found " + generation + "; wanted a generation, which starts with a digit");
    }
    try (Tools.Session session = tools.open(slipway.config())) {
      Approval approval = yes.approval(tools, session);
      Rollback rollback = session.rollback();
      RolledBack done =
          service.isPresent()
              ? rollback.service(service.get(), Optional.ofNullable(generation), approval)
              : rollback.everything(Optional.ofNullable(target), approval);
      ObjectNode document = UpdateReport.json(done.updated()).put("to", done.to().toString());
      service.ifPresent(name -> document.put("service", name));
      return waiting.finish(
          slipway.report(tools.out()),
          tools,
          session,
          new Changed(
              done.updated(),
              service.orElse(null),
              service.map(name -> name + " ").orElse("")
                  + "back to "
                  + done.to()
                  + "; "
                  + UpdateReport.text(done.updated()),
              document));
    }
  }

  /// No service is called like that: names start with a letter.
  private static boolean isGeneration(String text) {
    return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
  }
}
