package slipway.push.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description = "Turns the manifest into what other schedulers take.",
    footerHeading = "%nExample:%n",
    footer = "  slipway export nomad --output jobs")
final class ExportCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command of export? There is: nomad");
  }
}
