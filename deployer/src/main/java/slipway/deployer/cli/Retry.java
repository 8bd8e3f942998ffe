package slipway.deployer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import slipway.deployer.reconcile.PassRunner;

/// Lets a failed release be tried again.
@Command(
    name = "retry",
    description = "Lets the next pass try the failed release of a service once more.",
    footer = {"", "Example: slipway-deployer retry web && slipway-deployer sync"})
final class Retry implements Callable<Integer> {
  @ParentCommand Root root;

  @Parameters(paramLabel = "SERVICE", description = "The service.")
  String service;

  @Override
  public Integer call() throws Exception {
    try (Host host = root.open()) {
      return switch (host.passes().retry(service)) {
        case PassRunner.Retry.Cleared() -> {
          root.out().println(service + ": the next pass tries it again");
          yield Exit.OK;
        }
        case PassRunner.Retry.NothingFailed() -> {
          root.err()
              .println(
                  service
                      + ": nothing that failed is remembered; `slipway-deployer status` lists the services");
          yield Exit.FAILED;
        }
        case PassRunner.Retry.Busy(String holder) -> root.report().busy(holder);
      };
    }
  }
}
