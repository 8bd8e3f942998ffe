package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/// systemd could not read the unit.
public final class LoadFailed extends DBusExecutionException {
  private static final long serialVersionUID = 1;

  public LoadFailed(String message) {
    super(message);
  }
}
