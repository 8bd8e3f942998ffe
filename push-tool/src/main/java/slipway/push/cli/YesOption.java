package slipway.push.cli;

import picocli.CommandLine.Option;
import slipway.push.operation.Approval;

/// `--yes`, for commands that change the manifest.
final class YesOption {
  @Option(
      names = {"-y", "--yes"},
      description = "do not ask; without a terminal nothing is asked anyway")
  private boolean yes;

  Approval approval(Tools tools, Tools.Session session) {
    return new Confirmation(tools.progress(), tools.questions(), session.closureDifferences(), yes);
  }
}
