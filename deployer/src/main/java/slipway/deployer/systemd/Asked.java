package slipway.deployer.systemd;

import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.Variant;

/// A property that systemd has been asked for.
///
/// @param type as dbus-java maps the property's D-Bus type
record Asked<T>(MethodCall call, Class<T> type) {
  /// Waits for it.
  ///
  /// @throws DBusException where systemd refuses, and where no answer came
  T answer() throws DBusException {
    Message reply = call.getReply();
    if (reply == null) {
      throw new DBusException("no answer in time");
    }
    if (reply instanceof Error no) {
      no.throwException();
    }
    Object[] answered = reply.getParameters();
    if (answered.length == 1 && answered[0] instanceof Variant<?> value) {
      return type.cast(value.getValue());
    }
    throw new DBusException("the answer holds no property");
  }
}
