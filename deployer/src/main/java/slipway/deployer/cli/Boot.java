package slipway.deployer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import slipway.deployer.reconcile.PassResult;
import slipway.deployer.reconcile.PassRunner.Ran;

/// Brings the services back after a reboot; for a unit that runs early.
@Command(
    name = "boot",
    description = "Starts what ran before the reboot. Needs no network.",
    footer = {"", "Example: slipway-deployer boot"})
final class Boot implements Callable<Integer> {
  @ParentCommand Root root;

  @Override
  public Integer call() throws Exception {
    try (Host host = root.open()) {
      return switch (host.passes().bringBack("boot", () -> false)) {
        case Ran.Finished(PassResult result) -> root.report().print(result);
        case Ran.Busy(String holder) -> root.report().busy(holder);
      };
    }
  }
}
