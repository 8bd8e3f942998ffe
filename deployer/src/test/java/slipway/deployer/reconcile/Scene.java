package slipway.deployer.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Plan;
import slipway.deployer.plan.Planner;
import slipway.deployer.plan.Samples;
import slipway.deployer.reconcile.ManifestSource.Polled;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestWriter;
import slipway.manifest.Service;
import slipway.unit.UnitContext;

/// A host named `biz`, a bucket with one manifest, and the deployer between them.
final class Scene {
  private static final Budget UNLIMITED = new Budget(Duration.ofDays(1), () -> false, () -> 0);

  final InMemoryHost host = new InMemoryHost();
  Witness witness = Witness.NOBODY;
  Meter meter = Meter.NONE;
  Trust trust = new Trust(List.of(), true, true);
  private Polled polled = new Polled.Unavailable("nothing pushed yet");
  private int generation;
  private Instant now = Samples.NOW.plusSeconds(60);
  private Duration tick = Duration.ZERO;

  void push(Service... services) {
    push(List.of(services));
  }

  void push(List<Service> services) {
    Instant at = Samples.NOW.plusSeconds(++generation);
    polled = fetched(ManifestWriter.write(new Manifest(at, services)));
  }

  Instant now() {
    return now;
  }

  /// Looking at the clock takes so long from now on.
  void tick(Duration time) {
    tick = time;
  }

  void after(Duration time) {
    now = now.plus(time);
  }

  void bucketSays(Polled answer) {
    polled = answer;
  }

  Polled.Fetched fetched(byte[] manifest) {
    return new Polled.Fetched(manifest, "etag-" + generation, null);
  }

  PassResult pass() {
    try {
      return tryPass();
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  PassResult tryPass() throws HostException {
    try {
      return reconciler().pass(UNLIMITED, new Timings());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  PassResult bringBack() {
    try {
      return reconciler().bringBack(UNLIMITED, new Timings());
    } catch (HostException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Plan plan() {
    try {
      return reconciler().plan();
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  /// A new deployer process, so nothing survives but what the host keeps.
  Reconciler reconciler() {
    Clock clock = new Ticking();
    ManifestSource source = this::poll;
    return new Reconciler(
        source,
        host,
        new Converger(host.edges(), new Planner(new UnitContext("slipway")), 1, clock),
        witness,
        new Reconciler.Pass("biz", trust, meter, clock));
  }

  /// Goes on by `tick` whenever somebody looks at it.
  private final class Ticking extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      Instant seen = now;
      now = now.plus(tick);
      return seen;
    }
  }

  private Polled poll(@Nullable String etag) {
    return polled instanceof Polled.Fetched fetched && fetched.etag().equals(etag)
        ? new Polled.Unchanged()
        : polled;
  }
}
