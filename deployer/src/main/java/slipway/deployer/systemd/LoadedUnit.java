package slipway.deployer.systemd;

import org.freedesktop.dbus.exceptions.DBusException;

/// What a look at a unit asks systemd for, so that the answers for many units come on one way.
record LoadedUnit(
    UnitProperties properties, Asked<String> fragmentPath, Asked<Boolean> needsDaemonReload) {
  static LoadedUnit ask(SystemdConnection systemd, String unit) throws DBusException {
    return new LoadedUnit(
        new UnitProperties(systemd, unit),
        systemd.ask(unit, UnitInterface.UNIT, "FragmentPath", String.class),
        systemd.ask(unit, UnitInterface.UNIT, "NeedDaemonReload", Boolean.class));
  }
}
