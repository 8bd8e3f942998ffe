package slipway.deployer.still;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import slipway.cache.BucketSettings;
import slipway.deployer.metrics.Pulse;
import slipway.deployer.report.Repeat;

/// A host that was found at rest, for a rehearsal.
public final class RehearsalRest {
  private RehearsalRest() {}

  /// @param folder an empty one, which stands for `/`
  /// @param proxy the address of a Caddy
  /// @param code the class path of the program
  /// @param etag of the manifest in the bucket
  /// @return the settings file of that host
  public static Path leave(
      Path folder, String code, String proxy, BucketSettings bucket, String etag, Instant now)
      throws IOException {
    Path settings = Files.writeString(folder.resolve("settings"), "");
    Path started = folder.resolve("run/systemd/units/invocation:web.service");
    Files.createDirectories(started.resolveSibling(""));
    Files.createSymbolicLink(started, Path.of("0"));
    Path populated = folder.resolve("sys/fs/cgroup/system.slice/web.service/cgroup.events");
    Files.createDirectories(populated.resolveSibling(""));
    Files.writeString(populated, "populated 1\n");
    Path lock = Files.writeString(folder.resolve("lock"), "");
    Signs signs =
        Signs.of(
            new LinkedHashSet<>(
                List.of(
                    new Subject.Entry(settings),
                    new Subject.Entry(folder.resolve("absent")),
                    new Subject.Running("web.service"),
                    new Subject.Text(populated),
                    new Subject.Proxy(proxy))),
            new SignReader(folder));
    Repeat old = new Repeat(Instant.EPOCH, Repeat.TIME.getBytes(UTF_8));
    Pulse pulse = new Pulse(lock, folder.resolve("page.prom"), now, "");
    new RestFile(
            new Context(code, bucket, "rehearsal", lock), new Rest(etag, signs, now, old), pulse)
        .write(RestFile.place(folder, settings));
    return settings;
  }
}
