package slipway.deployer.systemd;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.reconcile.UnitStatus;

/// The properties of one unit, each read when it is asked for.
record UnitProperties(SystemdConnection systemd, String unit) {
  List<String> requires() throws DBusException {
    List<?> names = systemd.property(unit, UnitInterface.UNIT, "Requires", List.class);
    return names.stream().map(String::valueOf).toList();
  }

  /// The second parts of `Listen`, an array of kind and address.
  Set<String> addresses() throws DBusException {
    Set<String> addresses = new TreeSet<>();
    for (Object pair : systemd.property(unit, UnitInterface.SOCKET, "Listen", List.class)) {
      addresses.add(String.valueOf(((Object[]) pair)[1]));
    }
    return addresses;
  }

  /// `success` while all is well.
  String result() throws DBusException {
    return text(UnitInterface.of(unit), "Result");
  }

  /// Null for `infinity`.
  @Nullable Duration startTimeout() throws DBusException {
    return duration("TimeoutStartUSec");
  }

  /// Null for `infinity`.
  @Nullable Duration stopTimeout() throws DBusException {
    return duration("TimeoutStopUSec");
  }

  /// How the main process ended, in words.
  String exit() throws DBusException {
    return ExitStatus.words(
        systemd.property(unit, UnitInterface.SERVICE, "ExecMainCode", Integer.class), exitStatus());
  }

  /// How often systemd itself has started it anew since somebody did.
  int restarts() throws DBusException {
    return UnitInterface.of(unit) == UnitInterface.SERVICE ? number("NRestarts") : 0;
  }

  /// All of it is asked for before the first answer is awaited.
  UnitStatus status() throws DBusException {
    UnitInterface own = UnitInterface.of(unit);
    Asked<String> state = ask(UnitInterface.UNIT, "ActiveState", String.class);
    Asked<String> sub = ask(UnitInterface.UNIT, "SubState", String.class);
    Asked<UInt64> since = ask(UnitInterface.UNIT, "ActiveEnterTimestamp", UInt64.class);
    Asked<String> result = ask(own, "Result", String.class);
    if (own != UnitInterface.SERVICE) {
      Activity activity = activity(state.answer());
      return new UnitStatus(
          activity, sub.answer(), result.answer(), 0, 0, 0, "", activeSince(activity, since));
    }
    Asked<Integer> exit = ask(own, "ExecMainStatus", Integer.class);
    Asked<UInt32> process = ask(own, "MainPID", UInt32.class);
    Asked<UInt32> restarts = ask(own, "NRestarts", UInt32.class);
    Asked<String> group = ask(own, "ControlGroup", String.class);
    Activity activity = activity(state.answer());
    return new UnitStatus(
        activity,
        sub.answer(),
        result.answer(),
        exit.answer(),
        process.answer().intValue(),
        restarts.answer().intValue(),
        group.answer(),
        activeSince(activity, since));
  }

  /// The states of org.freedesktop.systemd1(5).
  static Activity activity(String state) {
    return switch (state) {
      case "active", "reloading", "refreshing" -> Activity.ACTIVE;
      case "activating" -> Activity.STARTING;
      case "inactive" -> Activity.INACTIVE;
      case "failed" -> Activity.FAILED;
      // `deactivating`, `maintenance` and what may come: not up, and not at rest.
      default -> Activity.STOPPING;
    };
  }

  /// Null for `infinity`.
  private @Nullable Duration duration(String name) throws DBusException {
    UInt64 micros = systemd.property(unit, UnitInterface.SERVICE, name, UInt64.class);
    return micros.value().equals(UInt64.MAX_BIG_VALUE)
        ? null
        : Duration.of(micros.longValue(), ChronoUnit.MICROS);
  }

  private int exitStatus() throws DBusException {
    return systemd.property(unit, UnitInterface.SERVICE, "ExecMainStatus", Integer.class);
  }

  private static @Nullable Instant activeSince(Activity activity, Asked<UInt64> since)
      throws DBusException {
    return activity == Activity.ACTIVE
        ? Instant.EPOCH.plus(since.answer().longValue(), ChronoUnit.MICROS)
        : null;
  }

  private <T> Asked<T> ask(UnitInterface face, String name, Class<T> type) throws DBusException {
    return systemd.ask(unit, face, name, type);
  }

  private String text(UnitInterface face, String name) throws DBusException {
    return systemd.property(unit, face, name, String.class);
  }

  private int number(String name) throws DBusException {
    return systemd.property(unit, UnitInterface.SERVICE, name, UInt32.class).intValue();
  }
}
