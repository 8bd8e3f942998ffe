package slipway.deployer.still;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import slipway.cache.Glance;
import slipway.deployer.metrics.Pulse;
import slipway.deployer.report.Repeat;
import slipway.report.StatusKey;

/// `sync` on a host that an earlier one has found at rest. It loads next to nothing, so that it is
/// over before another would have begun. Where anything is not as it was, or not as it should be,
/// it has done nothing, and a whole pass takes its place.
public final class StillSync {
  private final Path root;
  private final Path place;
  private final String code;
  private final Map<String, String> environment;
  private final Clock clock;

  /// @param root `/` but in tests
  /// @param settings the file that the earlier one was given
  /// @param code the class path of this program
  /// @param environment names the credentials
  public StillSync(
      Path root, Path settings, String code, Map<String, String> environment, Clock clock) {
    this.root = root;
    this.place = RestFile.place(root, settings);
    this.code = code;
    this.environment = environment;
    this.clock = clock;
  }

  /// Whether the host is at rest still.
  public boolean lasts() throws IOException {
    RestFile file = RestFile.read(place);
    Path lock = file.context().lock();
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return file.context().code().equals(code) && channel.tryLock() != null && lasts(file);
    }
  }

  private boolean lasts(RestFile file) throws IOException {
    Rest rest = file.rest();
    Instant now = clock.instant();
    if (!rest.isRecent(now) || !rest.signs().hold(new SignReader(root))) {
      return false;
    }
    try (Glance bucket = new Glance(file.context().bucket(), environment, clock)) {
      if (!bucket.isUnchanged("manifest.json", rest.etag())
          || (rest.isReportDue(now) && !repeat(bucket, file, now))) {
        return false;
      }
    }
    @Nullable Pulse pulse = file.pulse();
    if (pulse != null) {
      pulse.beat(now);
    }
    return true;
  }

  private boolean repeat(Glance bucket, RestFile file, Instant now) throws IOException {
    Rest rest = file.rest();
    @Nullable Repeat report = rest.report();
    if (report == null) {
      return true;
    }
    if (!bucket.replace(StatusKey.of(file.context().host()), report.at(now), "application/json")) {
      return false;
    }
    Repeat repeated = new Repeat(now, report.report());
    new RestFile(
            file.context(), new Rest(rest.etag(), rest.signs(), rest.at(), repeated), file.pulse())
        .write(place);
    return true;
  }
}
