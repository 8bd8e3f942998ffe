package slipway.push.cli;

import java.time.Duration;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import slipway.push.fleet.Outcome;
import slipway.push.fleet.Verdict;
import slipway.push.operation.Wait.Waited;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.terminal.Display;
import slipway.push.terminal.Quantities;

/// `--wait` and `--timeout`, for commands that change the manifest, and what they come to.
final class WaitOptions {
  @Option(
      names = "--wait",
      description = {
        "wait for what hosts report, and end with",
        "0: all of them run it, 1: one failed, 4: one said nothing in time"
      })
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = TimeConverter.class,
      description = "how long to wait, such as 90s, 10m or 1h (default: ${DEFAULT-VALUE})")
  private Duration timeout = Duration.ofMinutes(10);

  /// Prints what a command did and, where asked to, waits for the hosts.
  ///
  /// @return the exit code
  int finish(Report report, Tools tools, Tools.Session session, Changed changed) throws Failure {
    report.text(changed.text());
    if (!wait) {
      report.json(changed.document());
      return ExitCode.OK.number();
    }
    try {
      Waited waited = follow(tools, session, changed);
      changed.document().set("hosts", Verdicts.json(waited.verdicts()));
      changed.document().put("waitedSeconds", waited.took().toMillis() / 1000.0);
      report.text(summary(waited));
      return Verdicts.exitCode(Outcome.of(waited.verdicts().values())).number();
    } finally {
      report.json(changed.document()); // what was done stays done, however the wait ends
    }
  }

  private Waited follow(Tools tools, Tools.Session session, Changed changed) throws Failure {
    WaitView view = new WaitView(changed.after().generation(), tools.clock().instant(), timeout);
    try (Display.Watching _ = tools.progress().show(view)) {
      return session.waiting().run(changed.expected(), timeout, view);
    }
  }

  private static String summary(Waited waited) {
    int hosts = waited.verdicts().size();
    long deployed =
        waited.verdicts().values().stream().filter(Verdict.Deployed.class::isInstance).count();
    String sum =
        hosts == 0
            ? "no host is concerned"
            : "deployed on %s%d %s after %s"
                .formatted(
                    deployed == hosts ? "" : deployed + " of ",
                    hosts,
                    hosts == 1 ? "host" : "hosts",
                    Quantities.time(waited.took()));
    return waited.verdicts().entrySet().stream()
            .filter(host -> !(host.getValue() instanceof Verdict.Deployed))
            .map(host -> host.getKey() + "  " + Verdicts.text(host.getValue()) + "\n")
            .collect(Collectors.joining())
        + sum;
  }
}
