package slipway.push.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import slipway.push.change.Draft;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.SetService;
import slipway.push.change.Updated;
import slipway.push.operation.Closures.Uploaded;
import slipway.push.outcome.Failure;
import slipway.push.outcome.Progress;

/// Puts a closure into the cache, and then its path into the manifest: a host must never read of a
/// path that it cannot fetch.
public final class Push {
  private final ManifestUpdate update;
  private final Closures closures;
  private final InstantSource clock;
  private final Progress progress;

  public Push(ManifestUpdate update, Closures closures, InstantSource clock, Progress progress) {
    this.update = update;
    this.closures = closures;
    this.clock = clock;
    this.progress = progress;
  }

  public Pushed run(SetService change, Approval approval) throws Failure {
    Instant start = clock.instant();
    // What speaks against the change is said before an hour of upload, and asked again at the
    // write.
    Draft draft = update.draft(change);
    approval.require(draft);
    update.prepare();
    progress.say("copying the closure of " + change.storePath() + " to the cache");
    Uploaded uploaded = closures.upload(List.of(change.storePath()));
    progress.say(
        "%d paths are in the cache, signed (%d objects, %d bytes written)"
            .formatted(uploaded.paths(), uploaded.objectsWritten(), uploaded.bytesWritten()));
    Updated updated = update.apply(change, draft.seen());
    return new Pushed(updated, uploaded, Duration.between(start, clock.instant()));
  }

  /// @param took from reading the first manifest to writing the last
  public record Pushed(Updated updated, Uploaded uploaded, Duration took) {}
}
