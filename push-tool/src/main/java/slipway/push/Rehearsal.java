package slipway.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import slipway.cache.RehearsalBucket;
import slipway.manifest.StorePath;
import slipway.push.cli.CommandLines;
import slipway.push.cli.Tools;
import slipway.push.cli.UploadReport;
import slipway.push.outcome.Failure;

/// Does once what many commands do, so that the JVM can record what it loads: `libexec/rehearse`
/// makes the AOT cache of it.
final class Rehearsal {
  private Rehearsal() {}

  /// @param folder an empty one, for the settings; beside it is `bin`, which the PATH begins with
  public static void main(String[] folder) throws IOException, Failure {
    Path here = Path.of(folder[0]);
    try (RehearsalBucket bucket = RehearsalBucket.open()) {
      Path settings = uploads(here, bucket, 1);
      for (String command : new String[] {"status", "history"}) {
        run("--config", settings.toString(), command);
      }
      // This machine has no such path, so that the command gets no further than this.
      run(
          "--config",
          settings.toString(),
          "cache",
          "push",
          RehearsedNix.CLOSURE.getLast().toString());
      // Some of it missing, and by the SDK, as where there is a proxy.
      bucket.objects().keySet().removeIf(name -> name.hashCode() % 4 == 0);
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.put("HTTPS_PROXY", "rehearsal");
      environment.put("XDG_CACHE_HOME", here.toString());
      upload(here, environment, here.resolve("store"));
    }
  }

  /// Uploads, and returns the settings that it did it by.
  ///
  /// @param left how many paths are left for `nix copy`
  static Path uploads(Path here, RehearsalBucket bucket, int left) throws IOException, Failure {
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
    Path store = Files.createDirectory(here.resolve("store"));
    RehearsedNix.install(here.resolveSibling("bin"), store, left);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("XDG_CACHE_HOME", here.toString());
    // The first time all is missing, the second nothing, as from another machine, the third the
    // top.
    upload(here, environment, store);
    Map<String, String> other = new HashMap<>(environment);
    other.put("XDG_CACHE_HOME", here.resolve("other").toString());
    upload(here, other, store);
    String top = RehearsedNix.CLOSURE.getLast().hash();
    bucket.objects().keySet().removeIf(name -> name.contains(top));
    upload(here, environment, store);
    Main.getReady();
    Interruption interruption = Interruption.of(Thread.currentThread());
    plain(here, environment, store);
    Objects.requireNonNull(interruption);
    ProcessEnd.prepare();
    return settings;
  }

  private static void run(String... arguments) {
    int _ = Main.run(arguments);
  }

  private static void upload(Path here, Map<String, String> environment, Path store)
      throws Failure {
    List<StorePath> tops = List.of(RehearsedNix.CLOSURE.getLast());
    Wiring wiring = new Wiring(Main.surroundings(here, false, environment, store));
    try (Tools.Uploads cache = wiring.openCache(Optional.empty())) {
      wiring.out().println(UploadReport.text(cache.closures().upload(tops)));
    }
  }

  /// The command line, and no more than this machine has.
  private static void plain(Path here, Map<String, String> environment, Path store) {
    Surroundings surroundings = Main.surroundings(here, false, environment, store);
    int _ =
        CommandLines.run(
            new Wiring(surroundings),
            surroundings.err(),
            "cache",
            "push",
            RehearsedNix.CLOSURE.getLast().toString());
  }
}
