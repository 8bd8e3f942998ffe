package slipway.push.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import slipway.push.fleet.Outcome;
import slipway.push.html.Page;
import slipway.push.operation.Kept;
import slipway.push.operation.Overview;
import slipway.push.operation.Survey;
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
      "  slipway dashboard -o /srv/www/fleet.html --history 50",
      "  slipway dashboard --serve                (until Ctrl-C, for browsers here)"
    })
final class DashboardCommand implements Callable<Integer> {
  private static final Path STDOUT = Path.of("-");
  private static final Path FILE = Path.of("fleet.html");
  private static final int MOST = 1000;

  /// So that many readers cost the bucket what one does, and none waits for a bucket that is away.
  private static final Kept.Limits LIMITS =
      new Kept.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final Slipway slipway;
  private final Tools tools;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "the file to write, - for stdout (default: fleet.html)")
  private @Nullable Path output;

  @Option(
      names = "--serve",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "8460",
      description = {
        "serve it on 127.0.0.1 instead, always new, until Ctrl-C",
        "(PORT: ${FALLBACK-VALUE} unless it is given; 0 for any that is free)"
      })
  private @Nullable Integer port;

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
    if (port != null && (output != null || port < 0 || port > 65_535)) {
      throw new ParameterException(
          spec.commandLine(),
          output == null
              ? "--serve %d: wanted a port from 0 to 65535".formatted(port)
              : "wanted --output or --serve: the page is written or served");
    }
    try (Tools.Session session = tools.open(slipway.config())) {
      Survey survey = session.survey();
      int limit = Math.clamp(history, 1, MOST);
      Overview overview = survey.look(limit);
      if (port != null) {
        return serve(port, overview, () -> survey.look(limit));
      }
      write(output == null ? FILE : output, overview);
    }
    return ExitCode.OK.number();
  }

  private void write(Path file, Overview overview) throws Failure {
    String page = FleetPage.of(overview, new Viewing.Filed());
    if (file.equals(STDOUT)) {
      tools.out().print(page);
      tools.out().flush();
      return;
    }
    tools.files().swap(file, page, Page.BEGINNING);
    slipway
        .report(tools.out())
        .print(
            "wrote " + file,
            Report.object()
                .put("file", file.toString())
                .put("bytes", page.getBytes(UTF_8).length)
                .put("asTheManifestSays", overview.fleet().outcome() == Outcome.DEPLOYED));
  }

  private int serve(int wanted, Overview first, Kept.Reading<Overview> reading) throws Failure {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Kept<Overview> kept = new Kept<>(first, reading, LIMITS, threads, tools.clock());
      try (Tools.Serving serving =
          tools.serve(wanted, again -> page(kept.look(), again), FleetPage.policy())) {
        String address = serving.address().toString();
        slipway.report(tools.out()).print(address, Report.object().put("url", address));
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        // The only way in which this ends.
      } finally {
        threads.shutdownNow();
      }
    }
    return ExitCode.INTERRUPTED.number();
  }

  private String page(Kept.Seen<Overview> seen, boolean again) {
    return FleetPage.of(
        seen.good(), new Viewing.Served(tools.clock().instant(), again, seen.trouble()));
  }
}
