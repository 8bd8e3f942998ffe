package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/// The operator masked the unit.
public final class UnitMasked extends DBusExecutionException {
  private static final long serialVersionUID = 1;

  public UnitMasked(String message) {
    super(message);
  }
}
