package slipway.deployer.health;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.process.SearchPath;
import slipway.deployer.reconcile.HealthCheck;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.UnitStatus;
import slipway.deployer.reconcile.Units;
import slipway.manifest.Health;
import slipway.manifest.Service;
import slipway.manifest.Systemd;

/// Looks at a release until it has been good for `stableSec` in a row: its unit runs and was not
/// restarted, its port or command answers, and the port is its own.
///
/// The first looks follow each other quickly, since most services are up at once, and the opening
/// of a port ends the pause before the next.
public final class HealthProbe implements HealthCheck {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /// Between two looks whether a port is open: nobody is to wait a tenth longer than a start takes.
  private static final Duration SHORTEST = Duration.ofMillis(4);

  private static final int SHARE = 16;

  private final Units units;
  private final Checks checks;
  private final Ticker ticker;

  /// @param proc `/proc`
  /// @param programs where `setpriv` is looked for, which a health command needs
  public HealthProbe(Units units, Path proc, SearchPath programs, Ticker ticker) {
    this.units = units;
    this.checks = new Checks(proc, programs, ticker);
    this.ticker = ticker;
  }

  @Override
  public Verdict await(Service service, String unit) throws InterruptedException {
    Health health = service.health();
    if (!health.enabled()) {
      return new Verdict.Healthy();
    }
    if (service.isTimerJob() || service.systemd().type() == Systemd.Type.ONESHOT) {
      return once(unit);
    }
    return watch(health, new UnitWatch(unit), checks.of(service, unit), unit);
  }

  private Verdict watch(Health health, UnitWatch watch, List<Check> list, String unit)
      throws InterruptedException {
    Duration begin = ticker.now();
    Duration deadline = begin.plusSeconds(health.timeoutSec());
    Duration stable = Duration.ofSeconds(health.stableSec());
    Duration interval = Duration.ofSeconds(health.intervalSec());
    Duration pause = FIRST_PAUSE;
    @Nullable Duration goodSince = null;
    while (true) {
      Look look = look(watch, list, unit);
      goodSince = look.restarted() ? null : goodSince;
      switch (look.finding()) {
        case Finding.Broken(String reason) -> {
          return new Verdict.Unhealthy(reason);
        }
        case Finding.NotYet(String reason, var _) -> {
          goodSince = null;
          if (ticker.now().compareTo(deadline) >= 0) {
            return new Verdict.Unhealthy(
                "not healthy within " + health.timeoutSec() + " s: " + reason);
          }
        }
        case Finding.Good() -> {
          goodSince = goodSince == null ? ticker.now() : goodSince;
          if (ticker.now().minus(goodSince).compareTo(stable) >= 0) {
            return new Verdict.Healthy();
          }
          if (ticker.now().compareTo(deadline.plus(stable)) >= 0) {
            return new Verdict.Unhealthy(
                "not healthy for %d s in a row within %d s"
                    .formatted(health.stableSec(), health.timeoutSec() + health.stableSec()));
          }
        }
      }
      rest(look.finding(), next(pause, goodSince, stable, deadline), begin);
      pause = shorter(pause.multipliedBy(2), interval);
    }
  }

  /// Ends early where a port that was closed is opened. To see that costs next to nothing, while a
  /// look asks systemd.
  private void rest(Finding finding, Duration pause, Duration begin) throws InterruptedException {
    if (!(finding instanceof Finding.NotYet(String _, Integer port)) || port == null) {
      ticker.sleep(pause);
      return;
    }
    Duration end = ticker.now().plus(pause);
    boolean open = false;
    while (!open && ticker.now().compareTo(end) < 0) {
      Duration share = ticker.now().minus(begin).dividedBy(SHARE);
      Duration step = share.compareTo(SHORTEST) < 0 ? SHORTEST : share;
      ticker.sleep(shorter(step, end.minus(ticker.now())));
      open = TcpCheck.isOpen(port);
    }
  }

  private record Look(Finding finding, boolean restarted) {}

  private Look look(UnitWatch watch, List<Check> list, String unit) throws InterruptedException {
    UnitStatus status;
    try {
      status = units.status(unit);
    } catch (HostException broken) {
      return new Look(new Finding.NotYet(String.valueOf(broken.getMessage())), false);
    }
    boolean restarted = watch.restarted(status);
    Finding finding = watch.look(status);
    for (Check check : list) {
      if (!(finding instanceof Finding.Good)) {
        break;
      }
      finding = check.look(status);
    }
    return new Look(finding, restarted);
  }

  /// The end of a job is known from systemd: it ended well, or its timer waits.
  private Verdict once(String unit) {
    try {
      UnitStatus status = units.status(unit);
      return status.activity() == Activity.FAILED
          ? new Verdict.Unhealthy(new UnitWatch(unit).ended(status))
          : new Verdict.Healthy();
    } catch (HostException broken) {
      return new Verdict.Unhealthy(String.valueOf(broken.getMessage()));
    }
  }

  /// Not beyond the moment at which the verdict would be known.
  private Duration next(
      Duration pause, @Nullable Duration goodSince, Duration stable, Duration deadline) {
    Duration known = goodSince == null ? deadline : goodSince.plus(stable);
    Duration left = known.minus(ticker.now());
    return shorter(pause, left.isNegative() ? Duration.ZERO : left);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
