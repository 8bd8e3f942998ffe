package slipway.deployer.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import slipway.deployer.systemd.bus.Manager;
import slipway.unit.UnitFile;

/// Units put before a real systemd, and all that it then knows of them.
final class LoadedUnits implements AutoCloseable {
  private static final String SYSTEMD = "org.freedesktop.systemd1";

  private final List<Path> written = new ArrayList<>();
  private final Host host;
  private final DBusConnection bus;

  LoadedUnits(Host host) throws DBusException {
    this.host = host;
    this.bus =
        DBusConnectionBuilder.forAddress("unix:path=" + host.here("/run/dbus/system_bus_socket"))
            .withShared(false)
            .build();
  }

  void write(UnitFile unit) throws IOException {
    Path file = host.here("/run/systemd/system/" + unit.name());
    Files.writeString(file, unit.content());
    written.add(file);
  }

  void reload() throws DBusException {
    bus.getRemoteObject(SYSTEMD, "/org/freedesktop/systemd1", Manager.class).reload();
  }

  /// Every property, in Java's own types: structs and arrays are lists, numbers are text.
  Map<String, Object> properties(String unit, UnitInterface face) throws DBusException {
    Map<String, Object> plain = new TreeMap<>();
    bus.getRemoteObject(SYSTEMD, face.path(unit), Properties.class)
        .GetAll(face.dbusName())
        .forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }

  private static Object plain(@Nullable Object value) {
    return switch (value) {
      case Variant<?> variant -> plain(variant.getValue());
      case List<?> list -> list.stream().map(LoadedUnits::plain).toList();
      case Object[] struct -> Arrays.stream(struct).map(LoadedUnits::plain).toList();
      case byte[] bytes -> Arrays.toString(bytes);
      case int[] numbers -> Arrays.stream(numbers).mapToObj(String::valueOf).toList();
      case Map<?, ?> map -> Map.copyOf(map);
      case DBusPath path -> path.getPath();
      case Boolean flag -> flag;
      case null -> throw new AssertionError("a property without a value");
      default -> String.valueOf(value);
    };
  }

  /// Takes back what was written.
  void clear() throws IOException, DBusException {
    for (Path file : written) {
      Files.deleteIfExists(file);
    }
    written.clear();
    reload();
  }

  /// What two units differ in.
  static Set<String> differences(Map<String, Object> one, Map<String, Object> other) {
    Set<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
    return names;
  }

  @Override
  public void close() throws IOException, DBusException {
    clear();
    bus.disconnect();
  }
}
