package slipway.deployer;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import slipway.deployer.cli.Host;
import slipway.deployer.cli.OnePass;
import slipway.deployer.cli.Root;
import slipway.deployer.config.SettingsException;
import slipway.manifest.Digest;
import slipway.manifest.JsonTree;

/// `slipway-deployer`.
public final class Main {
  /// The class path that this program was started with.
  static final String CODE = System.getProperty("java.class.path");

  private Main() {}

  public static void main(String[] args) {
    getReady();
    Logging.from(logLevel(List.of(args)));
    System.exit(run(args));
  }

  /// What all commands come to soon and the JDK takes longest to set up.
  static void getReady() {
    Thread.ofPlatform()
        .daemon()
        .name("ahead")
        .start(() -> {
          JsonTree.read(new byte[] {'0'});
          Digest.sha256(new byte[0]);
        });
  }

  /// The daemon's log is its report; the other commands print what they did.
  private static String logLevel(List<String> args) {
    if (args.contains("--verbose")) {
      return "DEBUG";
    }
    return args.contains("run") ? "INFO" : "ERROR";
  }

  private static int run(String... args) {
    return run(System.getenv(), Wiring.Place.here(), args);
  }

  /// @param place of this host, or of one in a directory
  static int run(Map<String, String> environment, Wiring.Place place, String... args) {
    Host.Opener opener = settings -> Wiring.open(settings, environment, Clock.systemUTC(), place);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Optional<OnePass> pass = OnePass.plainly(args);
    return pass.isPresent()
        ? run(pass.get(), opener, out, err)
        : run(new Root(opener), out, err, args);
  }

  private static int run(OnePass pass, Host.Opener opener, PrintWriter out, PrintWriter err) {
    try {
      return pass.run(opener, out, err);
    } catch (Exception e) {
      return tell(e, err);
    }
  }

  private static int run(Root root, PrintWriter out, PrintWriter err, String... args) {
    CommandLine commands = new CommandLine(root);
    commands.setOut(out);
    commands.setErr(err);
    commands.setExecutionExceptionHandler((error, _, _) -> {
      int exit = tell(error, err);
      if (root.verbose()) {
        error.printStackTrace(err);
      }
      return exit;
    });
    return commands.execute(args);
  }

  private static int tell(Exception error, PrintWriter err) {
    String message = String.valueOf(error.getMessage());
    message.lines().forEach(line -> err.println("slipway-deployer: " + line));
    return error instanceof SettingsException ? 2 : 1;
  }
}
