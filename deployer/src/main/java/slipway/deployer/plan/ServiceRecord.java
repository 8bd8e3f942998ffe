package slipway.deployer.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.unit.Instance;

/// What the host remembers of one service. It is recorded right after each step, so at any instant
/// it says at most one step less than what is true.
///
/// @param lastNumber the highest release number given out
/// @param running what the unit was last started with; of a blue-green service what serves
/// @param phase how far `running` got
/// @param good releases that did, oldest first, at most `keep` of them
/// @param failure the latest release that did not
/// @param repairs of `running`
/// @param serving where `running` is; null where the service has one instance only
/// @param draining the instance that visitors left for `running`, until it is stopped
public record ServiceRecord(
    int lastNumber,
    @Nullable Release running,
    Phase phase,
    List<Release> good,
    @Nullable Failure failure,
    Repairs repairs,
    @Nullable Serving serving,
    @Nullable Draining draining) {
  public static final ServiceRecord NONE =
      new ServiceRecord(0, null, Phase.STARTING, List.of(), null, Repairs.NONE, null, null);

  public ServiceRecord {
    good = List.copyOf(good);
  }

  /// How far the running release got.
  public enum Phase {
    /// Its job was asked for; whether the process is the new one is not known.
    STARTING,
    /// The job is done; the health is not known.
    STARTED,
    /// It passed its health check.
    CONFIRMED
  }

  /// Where `running` runs; null where nothing does.
  public @Nullable Instance instance() {
    return running == null
        ? null
        : new Instance(running.service(), serving == null ? null : serving.port());
  }

  /// Whether exactly this release runs and works.
  public boolean works(Release release) {
    return phase == Phase.CONFIRMED && runs(release);
  }

  /// The release that this fingerprint names: a known one, or the next number.
  Release releaseOf(Candidate candidate, Instant now) {
    if (running != null && running.fingerprint().equals(candidate.fingerprint())) {
      return new Release(
          running.number(), candidate.service(), running.fingerprint(), running.since());
    }
    return good.stream()
        .filter(release -> release.fingerprint().equals(candidate.fingerprint()))
        .findFirst()
        .orElseGet(
            () -> new Release(lastNumber + 1, candidate.service(), candidate.fingerprint(), now));
  }

  /// The newest release known to work, other than the one with this fingerprint.
  Optional<Release> lastGoodBefore(String fingerprint) {
    return good.reversed().stream()
        .filter(release -> !release.fingerprint().equals(fingerprint))
        .findFirst();
  }

  boolean hasFailed(String fingerprint) {
    return failure != null && failure.fingerprint().equals(fingerprint);
  }

  boolean runs(Release release) {
    return running != null && running.fingerprint().equals(release.fingerprint());
  }

  /// `good` as it will be once `release` is confirmed.
  List<Release> goodWith(Release release) {
    List<Release> all = new ArrayList<>(good);
    all.removeIf(known -> known.fingerprint().equals(release.fingerprint()));
    all.add(release);
    int keep = Math.max(1, release.service().deploy().keep());
    return all.subList(Math.max(0, all.size() - keep), all.size());
  }

  /// The job that starts the release is about to be asked for.
  public ServiceRecord starting(Release release) {
    return reached(release, Phase.STARTING);
  }

  /// The job is done: the process is this release's.
  public ServiceRecord started(Release release) {
    return reached(release, Phase.STARTED);
  }

  private ServiceRecord reached(Release release, Phase reached) {
    return new ServiceRecord(
        Math.max(lastNumber, release.number()),
        release,
        reached,
        good,
        failure,
        runs(release) ? repairs : Repairs.NONE,
        null,
        draining);
  }

  /// The release works, where its service has one instance only.
  public ServiceRecord confirmed(Release release) {
    return confirmed(release, null, draining);
  }

  /// The release works on this instance, and visitors are to reach it there; those of the instance
  /// before have `drainSec` from now on.
  public ServiceRecord served(Instance instance, Release release, Instant now) {
    Instance before = instance();
    boolean stays = before != null && before.isPlaceOf(instance);
    Serving there =
        instance.port() == null
            ? null
            : stays && serving != null ? serving : new Serving(instance.port(), now);
    return confirmed(release, there, stays ? draining : left(instance, now));
  }

  private @Nullable Draining left(Instance next, Instant now) {
    return running == null || !Draining.follows(instance(), next)
        ? null
        : new Draining(
            running, serving == null ? null : serving.port(), Draining.until(next.service(), now));
  }

  private ServiceRecord confirmed(
      Release release, @Nullable Serving there, @Nullable Draining left) {
    return new ServiceRecord(
        Math.max(lastNumber, release.number()),
        release,
        Phase.CONFIRMED,
        goodWith(release),
        hasFailed(release.fingerprint()) ? null : failure,
        runs(release) ? repairs : Repairs.NONE,
        there,
        left);
  }

  /// The release does not work.
  public ServiceRecord failed(Release release, String reason, Instant at) {
    return new ServiceRecord(
        Math.max(lastNumber, release.number()),
        running,
        phase,
        good,
        new Failure(release.fingerprint(), reason, at),
        repairs,
        serving,
        draining);
  }

  /// This instance, which visitors left, is stopped.
  public ServiceRecord drained(Draining left) {
    return left.equals(draining)
        ? new ServiceRecord(lastNumber, running, phase, good, failure, repairs, serving, null)
        : this;
  }

  /// Nothing of the service runs any more.
  public ServiceRecord stopped() {
    return new ServiceRecord(
        lastNumber, null, Phase.STARTING, good, failure, Repairs.NONE, null, null);
  }

  /// The release that works is about to be started again.
  public ServiceRecord repaired(Instant now) {
    return new ServiceRecord(
        lastNumber, running, phase, good, failure, repairs.and(now), serving, draining);
  }

  /// Lets the failed release be tried, and the one that works be repaired, once more.
  public ServiceRecord retried() {
    return new ServiceRecord(
        lastNumber, running, phase, good, null, Repairs.NONE, serving, draining);
  }
}
