package slipway.push;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import slipway.cache.Bucket;
import slipway.cache.Timeouts;
import slipway.manifest.Digest;
import slipway.manifest.JsonTree;
import slipway.manifest.StorePath;
import slipway.push.cli.CommandLines;
import slipway.push.process.Terminal;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// The command `slipway`.
public final class Main {
  /// An upload has 64 archives and 64 narinfos on their way at once.
  private static final int MOST_CONNECTIONS = 136;

  private Main() {}

  public static void main(String[] arguments) {
    getReady();
    Interruption interruption = Interruption.of(Thread.currentThread());
    interruption.exit(run(arguments));
  }

  /// What every command comes to soon and the JDK takes long to set up: reading settings (Jackson
  /// needs `BigDecimal`, which makes up a table of large powers) and signing requests.
  static void getReady() {
    ahead(() -> JsonTree.read(new byte[] {'0'}));
    ahead(() -> Digest.sha256(new byte[0]));
  }

  private static void ahead(Runnable first) {
    var _ = Thread.ofPlatform().daemon().name("ahead").start(first);
  }

  static int run(String... arguments) {
    Surroundings here = surroundings(Arrays.asList(arguments).contains("--verbose"));
    return CommandLines.run(new Wiring(here), here.err(), arguments);
  }

  private static Surroundings surroundings(boolean verbose) {
    return surroundings(
        Path.of("").toAbsolutePath(), verbose, System.getenv(), Path.of(StorePath.STORE));
  }

  /// @param directory the working directory
  /// @param store where the paths of the Nix store are
  static Surroundings surroundings(
      Path directory, boolean verbose, Map<String, String> environment, Path store) {
    // Before anything makes a logger; see logback.xml.
    System.setProperty("slipway.log.level", verbose ? "DEBUG" : "WARN");
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    return new Surroundings(
        directory,
        out,
        err,
        new StderrDisplay(err, environment, verbose, InstantSource.system()),
        new StdinQuestions(Terminal::isConversation, err, System.in, Charset.defaultCharset()),
        store,
        settings ->
            Bucket.openForMany(
                settings,
                () -> Apache5HttpClient.builder().maxConnections(MOST_CONNECTIONS),
                Timeouts.DEFAULT,
                environment,
                InstantSource.system()),
        InstantSource.system(),
        new SplittableRandom(),
        environment,
        System.getProperty("user.name", "somebody"),
        verbose);
  }

  private static PrintWriter writer(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }
}
