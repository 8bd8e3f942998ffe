package slipway.deployer.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import slipway.deployer.reconcile.Pauses;

/// Keeps passes from changing anything for a while.
@Command(
    name = "pause",
    description = {
      "Keeps passes from changing anything on this host until the time is over.",
      "What runs goes on running, and boot brings it back after a reboot."
    },
    footer = {"", "Example: slipway-deployer pause --for 2h --reason \"the disk is replaced\""})
final class PauseCommand implements Callable<Integer> {
  @ParentCommand Root root;

  @Option(
      names = "--for",
      required = true,
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "How long, such as 30m, 2h or 1d12h; at most 30d.")
  Duration length;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, shown to those who ask.")
  @Nullable String reason;

  @Override
  public Integer call() throws Exception {
    try (Host host = root.open()) {
      Pauses.Begun begun = host.pauses().begin(length, reason);
      if (begun.busy() != null) {
        root.err()
            .println(
                "a pass that has begun goes on to its end: %s; `systemctl stop` of the daemon ends it after the current step"
                    .formatted(begun.busy()));
      }
      root.out().println(root.json ? Json.of(begun.pause()) : begun.pause().sentence());
      return Exit.OK;
    }
  }
}
