package slipway.push.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command itself: what all of its commands have in common.
@Command(
    name = "slipway",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    sortOptions = false,
    description = "Pushes Nix-built services to a bucket that hosts follow.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or nothing to do",
      "1:failed in another way",
      "2:the command line, a settings file or a key file cannot be used",
      "3:a manifest or service breaks a rule, is frozen, or nobody trusted has signed it",
      "4:a bucket gave no answer, or not the one asked for",
      "10:apply --dry-run would change something",
      "130:interrupted"
    })
public final class Slipway implements Runnable {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "settings (default: slipway.json here or in a folder above)")
  private @Nullable Path config;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "print the result as JSON")
  private boolean json;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "log what is done, and show where an error came from")
  private boolean verbose;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  boolean json() {
    return json;
  }

  boolean verbose() {
    return verbose;
  }

  Report report(PrintWriter out) {
    return new Report(out, json);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
