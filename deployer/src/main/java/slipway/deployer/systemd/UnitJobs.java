package slipway.deployer.systemd;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.systemd1.BadUnitSetting;
import org.freedesktop.systemd1.LoadFailed;
import org.freedesktop.systemd1.NoSuchUnit;
import org.freedesktop.systemd1.UnitMasked;
import org.jspecify.annotations.Nullable;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.JobResult;
import slipway.deployer.systemd.bus.Manager;

/// Starts, restarts and stops units, and awaits what becomes of it.
final class UnitJobs {
  /// Nearly every job ends within this, and its timeouts need never be read.
  private static final Duration SHORT = Duration.ofSeconds(10);

  /// For what the unit waits for before its own timeouts begin.
  private static final Duration OTHERS = Duration.ofSeconds(90);

  /// In place of `infinity`: a pass must end.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Pattern SOCKET = Pattern.compile("\\.socket$");

  private final SystemdBus bus;

  UnitJobs(SystemdBus bus) {
    this.bus = bus;
  }

  /// What is asked of a unit.
  enum Verb {
    START,
    RESTART,
    STOP;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private DBusPath request(Manager manager, String unit) {
      // In place of whatever is queued for the unit, as systemctl does.
      String mode = "replace";
      return switch (this) {
        case START -> manager.startUnit(unit, mode);
        case RESTART -> manager.restartUnit(unit, mode);
        case STOP -> manager.stopUnit(unit, mode);
      };
    }
  }

  JobResult run(Verb verb, String unit) throws HostException {
    return bus.call(verb.word() + " " + unit, systemd -> run(systemd, verb, unit));
  }

  /// Bears being called again on a new connection: systemd joins equal jobs.
  private static JobResult run(SystemdConnection systemd, Verb verb, String unit)
      throws DBusException, InterruptedException {
    forgetFailures(systemd, unit);
    try {
      return systemd
          .jobs()
          .request(
              () -> verb.request(systemd.manager(), unit).getPath(),
              end -> await(systemd, verb, unit, end));
    } catch (NoSuchUnit no) {
      return verb == Verb.STOP ? new JobResult.Done() : refused(verb, unit, no);
    } catch (BadUnitSetting | LoadFailed | UnitMasked no) {
      return refused(verb, unit, no);
    }
  }

  /// Else systemd's start limit, meant for a program that keeps failing, would stop the deploy of
  /// the one that mends it.
  static void forgetFailures(SystemdConnection systemd, String unit) {
    try {
      systemd.manager().resetFailedUnit(unit);
    } catch (NoSuchUnit _) {
      // Nothing is loaded, so nothing failed.
    }
  }

  private static JobResult await(
      SystemdConnection systemd, Verb verb, String unit, CompletableFuture<String> end)
      throws DBusException, InterruptedException {
    String result = await(end, SHORT);
    Duration bound = SHORT;
    if (result == null) {
      bound = bound(systemd, verb, unit);
      result = await(end, bound.minus(SHORT));
    }
    if (result == null) {
      return new JobResult.NotDone(
          "unfinished",
          "%s: the %s job had not ended after %d s; see: systemctl list-jobs"
              .formatted(unit, verb.word(), bound.toSeconds()));
    }
    return result.equals("done")
        ? new JobResult.Done()
        : new JobResult.NotDone(result, Failure.explain(systemd, unit, result));
  }

  private static @Nullable String await(CompletableFuture<String> end, Duration bound)
      throws InterruptedException {
    try {
      return end.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return null;
    } catch (ExecutionException _) {
      throw new ConnectionLost();
    }
  }

  private static Duration bound(SystemdConnection systemd, Verb verb, String unit)
      throws DBusException {
    if (UnitInterface.of(unit) == UnitInterface.TIMER) {
      return OTHERS;
    }
    // The job of a socket waits for that of its service.
    UnitProperties properties =
        new UnitProperties(systemd, SOCKET.matcher(unit).replaceFirst(".service"));
    Duration bound = OTHERS;
    if (verb != Verb.STOP) {
      bound = bound.plus(finite(properties.startTimeout()));
    }
    if (verb != Verb.START) {
      // Once to end by itself and once more to be killed.
      bound = bound.plus(finite(properties.stopTimeout()).multipliedBy(2));
    }
    return bound;
  }

  private static Duration finite(@Nullable Duration timeout) {
    return timeout == null || timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
  }

  private static JobResult refused(Verb verb, String unit, DBusExecutionException no) {
    return new JobResult.NotDone(
        "refused",
        "%s: systemd refuses to %s it: %s; see: systemctl status %s"
            .formatted(unit, verb.word(), no.getMessage(), unit));
  }
}
