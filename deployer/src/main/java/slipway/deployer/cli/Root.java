package slipway.deployer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import slipway.deployer.config.SettingsException;
import slipway.deployer.config.SettingsFile;

/// `slipway-deployer` itself: the options that all commands share.
@Command(
    name = "slipway-deployer",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes this host run what the signed manifest in the bucket says.",
    footer = {
      "",
      "Example: slipway-deployer plan",
      "Exit codes: 0 the host matches, 1 some service failed or was rolled back, 2 usage or settings,",
      "3 manifest refused, 4 bucket unreachable, 75 another pass runs."
    },
    subcommands = {
      Sync.class,
      Run.class,
      PlanCommand.class,
      StatusCommand.class,
      Validate.class,
      Boot.class,
      Retry.class,
      PauseCommand.class,
      Resume.class
    })
public final class Root implements Callable<Integer> {
  private final Host.Opener opener;

  @Spec CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Settings of this host [${DEFAULT-VALUE}].",
      defaultValue = "/etc/slipway/deployer.json")
  Path config = SettingsFile.DEFAULT;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print results as JSON.")
  boolean json;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log details, and stack traces of errors.")
  boolean verbose;

  public Root(Host.Opener opener) {
    this.opener = opener;
  }

  /// Without an exception of picocli's: the JVM would load it at each start to see that it is one.
  @Override
  public Integer call() {
    err().println("no command given; `slipway-deployer --help` lists them");
    spec.commandLine().usage(err());
    return ExitCode.USAGE;
  }

  Host.Opener opener() {
    return opener;
  }

  Host open() throws SettingsException {
    return opener.open(config);
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  public boolean verbose() {
    return verbose;
  }

  PassReport report() {
    return new PassReport(out(), err(), json);
  }
}
