package slipway.deployer.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import slipway.deployer.plan.Pause;

/// Ends a pause.
@Command(
    name = "resume",
    description = {
      "Ends a pause before its time.",
      "A daemon that runs notices within 5 seconds; a timer's next sync does."
    },
    footer = {"", "Example: slipway-deployer resume && slipway-deployer sync"})
final class Resume implements Callable<Integer> {
  @ParentCommand Root root;

  @Override
  public Integer call() throws Exception {
    try (Host host = root.open()) {
      Optional<Pause> ended = host.pauses().end();
      root.out()
          .println(
              ended
                  .map(pause -> "the pause until %s is over".formatted(pause.until()))
                  .orElse("this host was not paused"));
      return Exit.OK;
    }
  }
}
