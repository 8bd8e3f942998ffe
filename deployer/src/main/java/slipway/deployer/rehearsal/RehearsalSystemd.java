package slipway.deployer.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DirectConnection;
import org.freedesktop.dbus.connections.impl.DirectConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import slipway.deployer.systemd.bus.AuxiliaryUnit;
import slipway.deployer.systemd.bus.ListedUnit;
import slipway.deployer.systemd.bus.Manager;
import slipway.deployer.systemd.bus.UnitFileChange;
import slipway.deployer.systemd.bus.UnitProperty;

/// A systemd that takes every unit for started as soon as it is asked to start it.
final class RehearsalSystemd implements Manager, Properties {
  private static final String MANAGER = "/org/freedesktop/systemd1";

  private final Path root;
  private final DirectConnection connection;
  private final AtomicInteger jobs = new AtomicInteger();
  private final Set<String> active;

  private RehearsalSystemd(Path root, Set<String> active, DirectConnection connection) {
    this.root = root;
    this.active = active;
    this.connection = connection;
  }

  /// Listens on the socket for one connection.
  ///
  /// @param active the units that run
  static void listen(Path root, Set<String> active, Path socket) throws DBusException {
    CompletableFuture<Path> bound = new CompletableFuture<>();
    DirectConnection connection =
        DirectConnectionBuilder.forAddress("unix:path=" + socket + ",listen=true")
            .transportConfig()
            .withAfterBindCallback(_ -> bound.complete(socket))
            .back()
            .build();
    RehearsalSystemd systemd = new RehearsalSystemd(root, active, connection);
    connection.exportObject(MANAGER, systemd);
    connection.addFallback(MANAGER + "/unit", systemd);
    Thread.ofVirtual()
        .start(() -> {
          try {
            connection.listen();
          } catch (IOException e) {
            bound.completeExceptionally(e);
          }
        });
    bound.join();
  }

  @Override
  public List<ListedUnit> listUnitsByNames(List<String> names) {
    return names.stream().map(this::listed).toList();
  }

  private ListedUnit listed(String name) {
    boolean loaded = Files.isSymbolicLink(link(name));
    DBusPath none = new DBusPath("/");
    return new ListedUnit(
        name,
        name,
        loaded ? "loaded" : "not-found",
        active.contains(name) ? "active" : "inactive",
        active.contains(name) ? "running" : "dead",
        "",
        none,
        new UInt32(0),
        "",
        none);
  }

  @Override
  public List<UnitFileChange> linkUnitFiles(List<String> files, boolean runtime, boolean force) {
    for (String file : files) {
      try {
        Path link = link(String.valueOf(Path.of(file).getFileName()));
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(file));
      } catch (IOException e) {
        throw new IllegalStateException("cannot link " + file, e);
      }
    }
    return List.of();
  }

  @Override
  public List<UnitFileChange> disableUnitFiles(List<String> names, boolean runtime) {
    return List.of();
  }

  @Override
  public void reload() {}

  @Override
  public void resetFailedUnit(String name) {}

  @Override
  public DBusPath startUnit(String name, String mode) {
    active.add(name);
    return job(name);
  }

  @Override
  public DBusPath startTransientUnit(
      String name, String mode, List<UnitProperty> properties, List<AuxiliaryUnit> auxiliary) {
    return job(name);
  }

  @Override
  public DBusPath restartUnit(String name, String mode) {
    return startUnit(name, mode);
  }

  @Override
  public DBusPath stopUnit(String name, String mode) {
    active.remove(name);
    return job(name);
  }

  private DBusPath job(String unit) {
    int id = jobs.incrementAndGet();
    DBusPath job = new DBusPath(MANAGER + "/job/" + id);
    try {
      connection.sendMessage(new JobRemoved(MANAGER, new UInt32(id), job, unit, "done"));
    } catch (DBusException e) {
      throw new IllegalStateException("cannot signal the end of " + unit, e);
    }
    return job;
  }

  @Override
  public void subscribe() {}

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // dbus-java's own signature
  public <A> A Get(String face, String name) {
    return (A)
        switch (name) {
          case "ActiveState" -> "active";
          case "SubState" -> "running";
          case "Result" -> "success";
          case "NeedDaemonReload" -> false;
          case "NRestarts", "MainPID" -> new UInt32(0);
          case "ExecMainStatus", "ExecMainCode" -> 0;
          case "TimeoutStartUSec", "TimeoutStopUSec", "ActiveEnterTimestamp" -> new UInt64(1);
          case "FragmentPath" -> link("web.service").toString().substring(root.toString().length());
          default -> "";
        };
  }

  @Override
  public <A> void Set(String face, String name, A value) {}

  @Override
  public Map<String, Variant<?>> GetAll(String face) {
    return Map.of();
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public String getObjectPath() {
    return MANAGER;
  }

  private Path link(String name) {
    return root.resolve("run/systemd/system").resolve(name);
  }
}
