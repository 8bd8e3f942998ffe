package slipway.deployer.systemd;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The D-Bus interfaces of a unit's object that we read properties of.
enum UnitInterface {
  UNIT("Unit"),
  SERVICE("Service"),
  TIMER("Timer"),
  SOCKET("Socket");

  private static final String OBJECTS = "/org/freedesktop/systemd1/unit/";

  private final String name;

  UnitInterface(String name) {
    this.name = name;
  }

  /// What is special to the kind of unit.
  static UnitInterface of(String unit) {
    return unit.endsWith(".timer") ? TIMER : unit.endsWith(".socket") ? SOCKET : SERVICE;
  }

  String dbusName() {
    return "org.freedesktop.systemd1." + name;
  }

  /// The unit's object path; all but letters and digits are escaped, as in sd_bus_path_encode(3).
  String path(String unit) {
    StringBuilder path = new StringBuilder(OBJECTS);
    for (byte octet : unit.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      if (letter || (digit && path.length() > OBJECTS.length())) {
        path.append(c);
      } else {
        path.append('_').append(HexFormat.of().toHexDigits(octet));
      }
    }
    return path.toString();
  }
}
