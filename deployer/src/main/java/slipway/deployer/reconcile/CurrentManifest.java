package slipway.deployer.reconcile;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.plan.Accepted;
import slipway.deployer.reconcile.Intake.Judged;
import slipway.deployer.reconcile.ManifestSource.Polled;
import slipway.manifest.Digest;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;

/// Finds the manifest to go by: the bucket's where it is new and acceptable, else the one that was
/// accepted last.
final class CurrentManifest {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentManifest.class);

  private final ManifestSource source;
  private final StateStore store;
  private final Intake intake;
  private final Meter meter;
  private String told = "";
  private Kept last = new Kept(new byte[0], null);

  /// @param manifest null where the document is damaged
  private record Kept(byte[] document, @Nullable Manifest manifest) {}

  CurrentManifest(ManifestSource source, StateStore store, Intake intake, Meter meter) {
    this.source = source;
    this.store = store;
    this.intake = intake;
    this.meter = meter;
  }

  /// Reads; writes nothing.
  Current find(@Nullable Accepted before, Instant now) throws HostException {
    Manifest kept = kept(before);
    return switch (source.poll(kept == null ? null : known(before))) {
      case Polled.Unchanged() -> {
        meter.answered();
        told = "";
        yield new Current(kept, null, null, null);
      }
      case Polled.Unavailable(String reason) -> {
        tell("poll", reason);
        yield new Current(kept, null, null, reason);
      }
      case Polled.TooLarge(String reason) -> {
        meter.answered();
        yield refused(kept, Refusal.TOO_LARGE, reason);
      }
      case Polled.Fetched fetched -> {
        meter.answered();
        yield judged(fetched, kept, before, now);
      }
    };
  }

  private Current judged(
      Polled.Fetched fetched, @Nullable Manifest kept, @Nullable Accepted before, Instant now) {
    return switch (intake.judge(fetched, before, now)) {
      case Judged.Refused(Refusal why, String reason) -> refused(kept, why, reason);
      case Judged.Taken(Manifest _, Accepted accepted)
          when kept != null && isKnown(accepted, before) -> {
        told = "";
        yield new Current(kept, null, null, null);
      }
      case Judged.Taken(Manifest manifest, Accepted accepted) -> {
        last = new Kept(fetched.manifest(), manifest);
        yield new Current(
            manifest, new Current.Taken(fetched.manifest(), accepted, kept), null, null);
      }
    };
  }

  private Current refused(@Nullable Manifest kept, Refusal why, String reason) {
    meter.refused(why);
    tell("refuse", reason);
    return new Current(kept, null, reason, null);
  }

  private static @Nullable String known(@Nullable Accepted before) {
    return before == null || before.etag().isEmpty() ? null : before.etag();
  }

  /// The manifest that was accepted before, sent once more, with an ETag that says nothing new.
  private static boolean isKnown(Accepted found, @Nullable Accepted before) {
    return before != null
        && found.digest().equals(before.digest())
        && (found.etag().isEmpty() || found.etag().equals(before.etag()));
  }

  /// The same trouble at every poll is one line in the log, not one a second.
  private void tell(String action, String reason) {
    if (!reason.equals(told)) {
      LOG.warn("action={} reason=\"{}\"", action, reason);
      told = reason;
    }
  }

  /// The manifest accepted last. Unreadable, it is fetched again as if there had been none.
  @Nullable Manifest kept(@Nullable Accepted accepted) throws HostException {
    byte[] document = accepted == null ? null : store.manifest().orElse(null);
    if (accepted == null || document == null) {
      return null;
    }
    if (!Arrays.equals(document, last.document())) {
      boolean judged = Digest.sha256(document).equals(accepted.digest());
      last = new Kept(document, judged ? ManifestReader.readAgain(document) : read(document));
    }
    return last.manifest();
  }

  private static @Nullable Manifest read(byte[] document) {
    return switch (ManifestReader.read(document)) {
      case Reading.Valid(Manifest manifest) -> manifest;
      case Reading.Invalid(var problems) -> {
        LOG.error("action=keep reason=\"the kept manifest is damaged: {}\"", problems.getFirst());
        yield null;
      }
    };
  }
}
