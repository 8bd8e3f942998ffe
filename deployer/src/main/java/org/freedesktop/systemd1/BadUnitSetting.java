package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/// systemd read the unit and refuses what it says.
public final class BadUnitSetting extends DBusExecutionException {
  private static final long serialVersionUID = 1;

  public BadUnitSetting(String message) {
    super(message);
  }
}
