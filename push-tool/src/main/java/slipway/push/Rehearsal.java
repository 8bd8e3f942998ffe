package slipway.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import slipway.cache.RehearsalBucket;
import slipway.manifest.StorePath;
import slipway.push.cli.Tools;
import slipway.push.outcome.Failure;

/// Does once what many commands do, so that the JVM can record what it loads: `libexec/rehearse`
/// makes the AOT cache of it.
final class Rehearsal {
  private Rehearsal() {}

  /// @param folder an empty one, for the settings; beside it is `bin`, which the PATH begins with
  public static void main(String[] folder) throws IOException, Failure {
    Path here = Path.of(folder[0]);
    try (RehearsalBucket bucket = RehearsalBucket.open()) {
      Path key =
          Files.createFile(
              here.resolve("key"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(key, bucket.key().secretText());
      Path settings =
          Files.writeString(
              here.resolve("slipway.json"),
              """
              {"bucket": %s, "manifestKeyFile": "key", "cacheKeyFile": "key"}
              """
                  .formatted(bucket.settings()));
      for (String command : new String[] {"status", "history"}) {
        run("--config", settings.toString(), command);
      }
      RehearsedNix.install(here.resolveSibling("bin"));
      // This machine has no such path, so that the command gets no further than this.
      run(
          "--config",
          settings.toString(),
          "cache",
          "push",
          RehearsedNix.CLOSURE.getLast().toString());
      upload(settings);
      upload(settings);
      ProcessEnd.rehearse();
    }
  }

  private static void run(String... arguments) {
    int _ = Main.run(arguments);
  }

  /// The first time all is missing, the second nothing.
  private static void upload(Path settings) throws Failure {
    List<StorePath> tops = List.of(RehearsedNix.CLOSURE.getLast());
    try (Tools.Session session = new Wiring(Main.surroundings(false)).open(Optional.of(settings))) {
      var _ = session.closures().upload(tops);
    }
  }
}
