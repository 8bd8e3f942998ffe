package slipway.deployer.systemd;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.freedesktop.systemd1.NoSuchUnit;
import org.freedesktop.systemd1.UnitExists;
import slipway.deployer.reconcile.Errands;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.systemd.bus.ExecLine;
import slipway.deployer.systemd.bus.UnitProperty;

/// Programs as transient units of `Type=oneshot` (systemd.service(5)): their start is over when
/// they are, so its job tells how they ended, and the time for the start is theirs.
public final class TransientUnits implements Errands {
  /// Between SIGTERM and SIGKILL.
  private static final Duration MERCY = Duration.ofSeconds(5);

  /// For what systemd has to do beside.
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final SystemdBus bus;

  /// @param bus closed by its owner
  public TransientUnits(SystemdBus bus) {
    this.bus = bus;
  }

  @Override
  public Ending run(Errand errand) throws HostException {
    AtomicBoolean asked = new AtomicBoolean();
    return bus.call("run " + errand.unit(), systemd -> run(systemd, errand, asked));
  }

  /// @param asked whether systemd was asked before, on a connection that broke
  private static Ending run(SystemdConnection systemd, Errand errand, AtomicBoolean asked)
      throws DBusException, InterruptedException {
    if (asked.get()) {
      return awaitEnd(systemd, errand);
    }
    try {
      // What a killed deployer left is no obstacle once it has ended.
      UnitJobs.forgetFailures(systemd, errand.unit());
      return systemd
          .jobs()
          .request(
              () -> {
                asked.set(true);
                return systemd
                    .manager()
                    .startTransientUnit(errand.unit(), "fail", properties(errand), List.of())
                    .getPath();
              },
              end -> await(systemd, errand, end));
    } catch (UnitExists _) {
      return new Ending.Busy();
    }
  }

  private static Ending await(
      SystemdConnection systemd, Errand errand, CompletableFuture<String> end)
      throws DBusException, InterruptedException {
    try {
      String result = end.get(bound(errand).toMillis(), TimeUnit.MILLISECONDS);
      return result.equals("done") ? new Ending.Done() : failed(systemd, errand);
    } catch (TimeoutException _) {
      return unfinished(errand);
    } catch (ExecutionException _) {
      throw new ConnectionLost();
    }
  }

  /// No signal tells of it on another connection than it was asked for on.
  private static Ending awaitEnd(SystemdConnection systemd, Errand errand)
      throws DBusException, InterruptedException {
    long deadline = System.nanoTime() + bound(errand).toNanos();
    while (System.nanoTime() - deadline < 0) {
      switch (new UnitProperties(systemd, errand.unit()).status().activity()) {
        case INACTIVE -> {
          // It ended well, or was never started: systemd remembers neither.
          return new Ending.Failed(
              "how it ended is not known, because the connection to systemd broke meanwhile"
                  + Failure.hint(errand.unit()));
        }
        case FAILED -> {
          return failed(systemd, errand);
        }
        case ACTIVE, STARTING, STOPPING -> Thread.sleep(LOOK);
      }
    }
    return unfinished(errand);
  }

  /// Afterwards the unit is gone: one that vetoed a deploy is no failure of the host's.
  private static Ending failed(SystemdConnection systemd, Errand errand) throws DBusException {
    UnitProperties properties = new UnitProperties(systemd, errand.unit());
    try {
      String why =
          properties.result().equals("timeout")
              ? "not over after %d s, its limit, and killed".formatted(errand.limit().toSeconds())
              : properties.exit();
      UnitJobs.forgetFailures(systemd, errand.unit());
      return new Ending.Failed(why + Failure.hint(errand.unit()));
    } catch (NoSuchUnit _) {
      return new Ending.Failed("stopped by somebody" + Failure.hint(errand.unit()));
    }
  }

  private static Ending unfinished(Errand errand) {
    return new Ending.Failed(
        "not over after %d s; see: systemctl status %s"
            .formatted(bound(errand).toSeconds(), errand.unit()));
  }

  private static Duration bound(Errand errand) {
    return errand.limit().plus(MERCY.multipliedBy(2)).plus(MARGIN);
  }

  private static List<UnitProperty> properties(Errand errand) {
    return List.of(
        property("Description", new Variant<>(errand.description())),
        property("Type", new Variant<>("oneshot")),
        property("ExecStart", new Variant<>(List.of(line(errand.command())), "a(sasb)")),
        property("TimeoutStartUSec", micros(errand.limit())),
        property("TimeoutStopUSec", micros(MERCY)),
        property("Environment", new Variant<>(environment(errand), "as")),
        property("StandardInput", new Variant<>("data")),
        property("StandardInputData", new Variant<>(errand.input(), "ay")),
        property("StandardOutput", new Variant<>("journal")),
        property("StandardError", new Variant<>("journal")));
  }

  private static ExecLine line(List<String> command) {
    // systemd replaces $NAME in words, but not in the path (systemd.service(5)).
    List<String> words =
        command.stream()
            .map(word -> word.replaceAll("[$]", Matcher.quoteReplacement("$$")))
            .toList();
    return new ExecLine(command.getFirst(), words, false);
  }

  private static List<String> environment(Errand errand) {
    return errand.environment().entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .toList();
  }

  private static UnitProperty property(String name, Variant<?> value) {
    return new UnitProperty(name, value);
  }

  private static Variant<UInt64> micros(Duration time) {
    return new Variant<>(new UInt64(time.toNanos() / 1_000));
  }
}
