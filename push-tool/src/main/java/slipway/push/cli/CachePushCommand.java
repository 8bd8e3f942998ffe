package slipway.push.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

@Command(
    name = "push",
    description = "Uploads closures, signed; the manifest stays as it is.",
    footerHeading = "%nExample:%n",
    footer = "  slipway cache push ./result")
final class CachePushCommand implements Callable<Integer> {
  private final Slipway slipway;
  private final Tools tools;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "store paths, or symlinks to them")
  private List<String> paths = List.of();

  CachePushCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    Uploading.run(tools, slipway.config(), slipway.report(tools.out()), paths);
    return ExitCode.OK.number();
  }
}
