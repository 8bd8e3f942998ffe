package slipway.deployer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import slipway.deployer.reconcile.Doorbell;
import slipway.deployer.reconcile.PassResult;
import slipway.deployer.reconcile.PassRunner;
import slipway.deployer.reconcile.PassRunner.Ran;

/// One pass, for a timer.
@Command(
    name = "sync",
    description = "Makes the host match the manifest, once.",
    footer = {"", "Example: slipway-deployer sync --drain"})
final class Sync implements Callable<Integer> {
  @ParentCommand Root root;

  @Option(
      names = "--drain",
      description = {
        "Wait for instances that visitors have left (deploy.drainSec), and stop them in a further pass.",
        "Without it the next pass after that time does."
      })
  boolean drain;

  @Override
  public Integer call() throws Exception {
    try (Host host = root.open()) {
      PassRunner passes = host.passes();
      Doorbell doorbell = new Doorbell();
      if (drain) {
        Signals.on("TERM", doorbell::stop);
        Signals.on("INT", doorbell::stop);
      }
      while (true) {
        switch (passes.pass("sync", doorbell::stopped)) {
          case Ran.Busy(String holder) -> {
            return root.busy(holder);
          }
          case Ran.Finished(PassResult result) -> {
            int exit = PassReport.print(root, result);
            if (!drain || !passes.awaitDrained(result, doorbell)) {
              return exit;
            }
          }
        }
      }
    }
  }
}
