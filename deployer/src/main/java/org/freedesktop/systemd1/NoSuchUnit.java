package org.freedesktop.systemd1;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/// No unit of that name is loaded.
public final class NoSuchUnit extends DBusExecutionException {
  private static final long serialVersionUID = 1;

  public NoSuchUnit(String message) {
    super(message);
  }
}
