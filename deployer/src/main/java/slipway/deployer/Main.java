package slipway.deployer;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import slipway.deployer.cli.Root;
import slipway.deployer.config.SettingsException;

/// `slipway-deployer`.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.setProperty("slipway.log.level", logLevel(List.of(args)));
    System.exit(run(args));
  }

  /// The daemon's log is its report; the other commands print what they did.
  private static String logLevel(List<String> args) {
    if (args.contains("--verbose")) {
      return "DEBUG";
    }
    return args.contains("run") ? "INFO" : "ERROR";
  }

  static int run(String... args) {
    Root root = new Root(settings -> Wiring.open(settings, System.getenv(), Clock.systemUTC()));
    CommandLine commands = new CommandLine(root);
    commands.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    commands.setExecutionExceptionHandler((error, _, _) -> tell(commands, root, error));
    return commands.execute(args);
  }

  private static int tell(CommandLine commands, Root root, Exception error) {
    String message = String.valueOf(error.getMessage());
    message.lines().forEach(line -> commands.getErr().println("slipway-deployer: " + line));
    if (root.verbose()) {
      error.printStackTrace(commands.getErr());
    }
    return error instanceof SettingsException ? 2 : 1;
  }
}
