package slipway.push;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.SplittableRandom;
import slipway.cache.Bucket;
import slipway.cache.Timeouts;
import slipway.push.cli.CommandTree;
import slipway.push.process.Terminal;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// The command `slipway`.
public final class Main {
  /// An upload has 64 archives and 64 narinfos on their way at once.
  private static final int MOST_CONNECTIONS = 136;

  private Main() {}

  public static void main(String[] arguments) {
    Interruption interruption = Interruption.of(Thread.currentThread());
    interruption.exit(run(arguments));
  }

  static int run(String... arguments) {
    Surroundings here = surroundings(Arrays.asList(arguments).contains("--verbose"));
    int code = CommandTree.run(new Wiring(here), here.err(), arguments);
    here.out().flush();
    here.err().flush();
    return code;
  }

  static Surroundings surroundings(boolean verbose) {
    // Before anything makes a logger; see logback.xml.
    System.setProperty("slipway.log.level", verbose ? "DEBUG" : "WARN");
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    return new Surroundings(
        Path.of("").toAbsolutePath(),
        out,
        err,
        new StderrDisplay(err, System.getenv(), verbose, InstantSource.system()),
        new StdinQuestions(Terminal::isConversation, err, System.in, Charset.defaultCharset()),
        settings ->
            Bucket.openForMany(
                settings,
                () -> Apache5HttpClient.builder().maxConnections(MOST_CONNECTIONS),
                Timeouts.DEFAULT,
                System.getenv(),
                InstantSource.system()),
        InstantSource.system(),
        new SplittableRandom(),
        System.getenv(),
        System.getProperty("user.name", "somebody"),
        verbose);
  }

  private static PrintWriter writer(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }
}
