package slipway.push.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import slipway.push.fleet.Fleet;
import slipway.push.operation.Status;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.terminal.Display;

@Command(
    name = "status",
    description = {
      "Shows all hosts at a glance: what runs where, what is behind, and why.",
      "Ends with 0 where all is as the manifest says, with 1 where something failed or was rolled",
      "back, with 4 where a host is behind or silent."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  slipway status", "  slipway status --watch"})
final class StatusCommand implements Callable<Integer> {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Slipway slipway;
  private final Tools tools;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Option(names = "--watch", description = "go on until Ctrl-C, looking every 2 seconds")
  private boolean watch;

  StatusCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    if (watch && slipway.json()) {
      throw new ParameterException(
          spec.commandLine(), "wanted --watch or --json: one document has an end");
    }
    try (Tools.Session session = tools.open(slipway.config())) {
      return watch ? watch(session.status()) : print(session.status().look());
    }
  }

  private int print(Fleet fleet) {
    String text =
        StatusTable.lines(fleet, tools.paper().columns()).stream()
            .map(line -> tools.paper().colour() ? line.coloured() : line.text())
            .collect(Collectors.joining("\n"));
    slipway.report(tools.out()).print(text, StatusJson.of(fleet));
    return Verdicts.exitCode(fleet.outcome()).number();
  }

  private int watch(Status status) throws Failure {
    StatusView view = new StatusView();
    view.show(status.look());
    try (Display.Watching _ = tools.progress().show(view)) {
      while (true) {
        Thread.sleep(BETWEEN_LOOKS);
        look(status, view);
      }
    } catch (InterruptedException _) {
      return ExitCode.INTERRUPTED.number();
    }
  }

  /// A bucket that is away for a while does not end a watch.
  private static void look(Status status, StatusView view) throws Failure {
    try {
      view.show(status.look());
    } catch (Failure e) {
      if (e.exitCode() != ExitCode.BUCKET || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      view.fail(Failure.text(e));
    }
  }
}
