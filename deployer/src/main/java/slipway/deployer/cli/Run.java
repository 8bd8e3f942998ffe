package slipway.deployer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import slipway.deployer.reconcile.Doorbell;

/// The daemon.
@Command(
    name = "run",
    description = {
      "Keeps the host as the manifest says, until it is stopped.",
      "SIGHUP asks for a pass now; SIGTERM ends after the current step."
    },
    footer = {"", "Example: slipway-deployer run --config /etc/slipway/deployer.json"})
final class Run implements Callable<Integer> {
  @ParentCommand Root root;

  @Override
  public Integer call() throws Exception {
    try (Host host = root.open()) {
      Doorbell doorbell = new Doorbell();
      Signals.on("HUP", doorbell::kick);
      Signals.on("TERM", doorbell::stop);
      Signals.on("INT", doorbell::stop);
      host.loop(doorbell);
      return Exit.OK;
    }
  }
}
