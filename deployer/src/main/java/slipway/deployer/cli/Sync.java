package slipway.deployer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import slipway.deployer.reconcile.PassResult;
import slipway.deployer.reconcile.PassRunner.Ran;

/// One pass, for a timer.
@Command(
    name = "sync",
    description = "Makes the host match the manifest, once.",
    footer = {"", "Example: slipway-deployer sync --json"})
final class Sync implements Callable<Integer> {
  @ParentCommand Root root;

  @Override
  public Integer call() throws Exception {
    try (Host host = root.open()) {
      return switch (host.passes().pass("sync", () -> false)) {
        case Ran.Finished(PassResult result) -> PassReport.print(root, result);
        case Ran.Busy(String holder) -> root.busy(holder);
      };
    }
  }
}
