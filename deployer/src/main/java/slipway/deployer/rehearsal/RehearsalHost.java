package slipway.deployer.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.freedesktop.dbus.exceptions.DBusException;
import slipway.deployer.systemd.SystemdBus;

/// A host on which a deploy of the service `web` succeeds, and that needs nothing of this machine.
public final class RehearsalHost implements AutoCloseable {
  private static final String STORE = "nix/store/00000000000000000000000000000000-web-1";

  private final Path folder;
  private final RehearsalCaddy caddy;
  private final Set<String> active = ConcurrentHashMap.newKeySet();
  private int connections;

  private RehearsalHost(Path folder, RehearsalCaddy caddy) {
    this.folder = folder;
    this.caddy = caddy;
  }

  /// @param folder an empty one
  public static RehearsalHost in(Path folder) throws IOException {
    RehearsalHost host = new RehearsalHost(folder, RehearsalCaddy.open());
    Files.createDirectories(host.root().resolve("nix/var/nix/profiles"));
    Files.createDirectories(host.root().resolve("run/systemd/units"));
    Files.createDirectories(host.root().resolve("run/slipway-deployer"));
    Files.createDirectories(host.root().resolve("etc/systemd/system/other.service.d"));
    Path tools = Files.createDirectories(host.tools());
    program(
        tools.resolve("nix"),
        "mkdir -p %1$s/bin; : >%1$s/bin/web; chmod +x %1$s/bin/web"
            .formatted(host.root().resolve(STORE)));
    program(tools.resolve("nix-store"), ":");
    program(
        tools.resolve("nix-env"),
        "ln -sfn \"$4\" \"$2-1-link\"; ln -sfn \"${2##*/}-1-link\" \"$2\"");
    return host;
  }

  private static void program(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /// What stands for `/`.
  public Path root() {
    return folder.resolve("root");
  }

  /// Where its Nix is found.
  public Path tools() {
    return folder.resolve("bin");
  }

  /// The admin address of its Caddy.
  public String caddy() {
    return caddy.address();
  }

  /// Its systemd, for one connection.
  public SystemdBus systemd() throws DBusException {
    Path socket = folder.resolve("systemd-" + connections++);
    RehearsalSystemd.listen(root(), active, socket);
    return SystemdBus.at(socket);
  }

  @Override
  public void close() {
    caddy.close();
  }
}
