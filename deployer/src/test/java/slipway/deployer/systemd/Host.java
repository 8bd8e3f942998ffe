package slipway.deployer.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.Exec;
import slipway.manifest.Hardening;
import slipway.manifest.Service;
import slipway.unit.ServiceBuilder;
import slipway.unit.UnitContext;
import slipway.unit.UnitFile;
import slipway.unit.UnitRenderer;

/// The throwaway host of these tests, whose root directory and systemd socket the system properties
/// `slipway.test.systemd.root` and `slipway.test.systemd.socket` name; there is no default, so that
/// nobody's own machine is taken for one. systemd's socket refuses callers from outside the host's
/// process namespace.
final class Host {
  static final Path DIRECTORY = Path.of("/var/lib/unit-test-deployer/services");

  /// Where the programs of a test write what they saw.
  static final String SCRATCH = "/run/unit-test";

  private final Path root = Path.of(property("root"));
  private final Path socket = Path.of(property("socket"));

  SystemdBus bus() {
    return SystemdBus.at(socket);
  }

  SystemdBus systemBus() {
    return new SystemdBus(() ->
        SystemdConnection.bus(
            DBusConnectionBuilder.forAddress("unix:path=" + here("/run/dbus/system_bus_socket"))));
  }

  SystemdUnits units(SystemdBus bus) {
    return new SystemdUnits(bus, root, DIRECTORY);
  }

  /// A path of the host as seen from here.
  Path here(String path) {
    return root.resolve(path.substring(1));
  }

  /// systemd re-executes itself on SIGTERM, which drops every connection of its own.
  static void reexecute() throws IOException, InterruptedException {
    if (new ProcessBuilder("kill", "-TERM", "1").inheritIO().start().waitFor() != 0) {
      throw new IOException("cannot send a signal to the host's process 1");
    }
  }

  void script(String path, String text) throws IOException {
    Path file = here(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static UnitFile unit(Service service) {
    return UnitRenderer.render(service, new UnitContext("unit-test")).getFirst();
  }

  /// Writes and loads the units of a service.
  static void install(SystemdUnits units, Service service) throws HostException {
    List<UnitFile> files = UnitRenderer.render(service, new UnitContext("unit-test"));
    for (UnitFile file : files) {
      units.write(file);
    }
    units.load(files.stream().map(UnitFile::name).toList());
  }

  /// A service that runs `/bin/sh -c script`, as root and with no sandbox.
  static ServiceBuilder shell(String name, String script) {
    return new ServiceBuilder(name)
        .exec(new Exec("/bin/sh", List.of("-c", script), null, null, null))
        .hardening(noSandbox());
  }

  static Hardening noSandbox(String... capabilities) {
    return new Hardening(
        false,
        false,
        Hardening.ProtectSystem.NO,
        Hardening.ProtectHome.NO,
        false,
        List.of(),
        null,
        List.of(capabilities));
  }

  private static String property(String name) {
    String key = "slipway.test.systemd." + name;
    String value = System.getProperty(key);
    if (value == null) {
      throw new IllegalStateException("no -D" + key + ", wanted the throwaway host's");
    }
    return value;
  }
}
