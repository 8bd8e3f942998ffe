package slipway.push.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import slipway.push.fleet.Outcome;
import slipway.push.html.Page;
import slipway.push.operation.Overview;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.page.FleetPage;
import slipway.push.page.Viewing;

@Command(
    name = "dashboard",
    description = {
      "Writes the fleet as one page for browsers: what runs where, what is behind and why, and what",
      "changed. It has no script and asks for nothing, so it can be mailed, or put on a web server.",
      "Ends with 0 where the page was written, whatever it says: slipway status has exit codes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway dashboard                        (writes fleet.html)",
      "  slipway dashboard -o /srv/www/fleet.html --history 50"
    })
final class DashboardCommand implements Callable<Integer> {
  private static final Path STDOUT = Path.of("-");
  private static final int MOST = 1000;

  private final Slipway slipway;
  private final Tools tools;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "fleet.html",
      description = "the file to write, - for stdout (default: ${DEFAULT-VALUE})")
  private Path output = Path.of("");

  @Option(
      names = "--history",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many manifests to go back (default: ${DEFAULT-VALUE})")
  private int history;

  DashboardCommand(Slipway slipway, Tools tools) {
    this.slipway = slipway;
    this.tools = tools;
  }

  @Override
  public Integer call() throws Failure {
    try (Tools.Session session = tools.open(slipway.config())) {
      write(session.survey().look(Math.clamp(history, 1, MOST)));
    }
    return ExitCode.OK.number();
  }

  private void write(Overview overview) throws Failure {
    String page = FleetPage.of(overview, new Viewing.Filed());
    if (output.equals(STDOUT)) {
      tools.out().print(page);
      tools.out().flush();
      return;
    }
    tools.files().swap(output, page, Page.BEGINNING);
    slipway
        .report(tools.out())
        .print(
            "wrote " + output,
            Report.object()
                .put("file", output.toString())
                .put("bytes", page.getBytes(UTF_8).length)
                .put("asTheManifestSays", overview.fleet().outcome() == Outcome.DEPLOYED));
  }
}
