package slipway.push.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "cache",
    description = "Works on the cache alone, not on the manifest.",
    footerHeading = "%nExample:%n",
    footer = "  slipway cache push ./result")
final class CacheCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command of cache? There is: push");
  }
}
