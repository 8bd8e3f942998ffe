package slipway.deployer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

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
    return new OnePass(root.config, root.json, drain).run(root.opener(), root.out(), root.err());
  }
}
