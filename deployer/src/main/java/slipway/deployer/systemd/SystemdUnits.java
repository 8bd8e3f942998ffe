package slipway.deployer.systemd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.freedesktop.dbus.exceptions.DBusException;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.JobResult;
import slipway.deployer.reconcile.UnitStatus;
import slipway.deployer.reconcile.Units;
import slipway.deployer.systemd.bus.ListedUnit;
import slipway.unit.UnitFile;

/// Units in systemd, over D-Bus. Many threads may use one of these at once.
public final class SystemdUnits implements Units, AutoCloseable {
  /// Units that systemd is asked about before the first answer is awaited.
  private static final int AT_ONCE = 32;

  private final SystemdBus bus;
  private final UnitDirectory files;
  private final UnitSearch search;
  private final UnitJobs jobs;

  /// @param bus closed with this
  /// @param root the host's root directory, `/` but for a host in a directory
  /// @param directory of our unit files as the host names it, an absolute path
  public SystemdUnits(SystemdBus bus, Path root, Path directory) {
    this.bus = bus;
    this.files = new UnitDirectory(root.resolve(Path.of("/").relativize(directory)));
    this.search = new UnitSearch(root, directory);
    this.jobs = new UnitJobs(bus);
  }

  @Override
  public Map<String, ObservedUnit> observe(Set<String> names) throws HostException {
    Set<String> all = new TreeSet<>(files.names());
    names.forEach(name -> all.add(UnitDirectory.requireName(name)));
    if (all.isEmpty()) {
      return Map.of();
    }
    List<String> asked = List.copyOf(all);
    return bus.call("look at our units", systemd -> observe(systemd, asked));
  }

  private Map<String, ObservedUnit> observe(SystemdConnection systemd, List<String> names)
      throws DBusException, HostException {
    List<ListedUnit> listed = systemd.manager().listUnitsByNames(names);
    Map<String, ObservedUnit> observed = new HashMap<>();
    for (int begin = 0; begin < names.size(); begin += AT_ONCE) {
      int end = Math.min(begin + AT_ONCE, names.size());
      List<LoadedUnit> loaded = new ArrayList<>();
      for (String name : names.subList(begin, end)) {
        loaded.add(LoadedUnit.ask(systemd, name));
      }
      for (int i = begin; i < end; i++) {
        observed.put(names.get(i), observed(loaded.get(i - begin), listed.get(i)));
      }
    }
    return observed;
  }

  private ObservedUnit observed(LoadedUnit unit, ListedUnit listed)
      throws DBusException, HostException {
    String name = unit.properties().unit();
    Loaded loaded = loaded(unit, listed);
    Activity activity = UnitProperties.activity(listed.activeState());
    return new ObservedUnit(
        files.read(name),
        loaded,
        activity,
        loaded instanceof Loaded.Ours
            && (unit.needsDaemonReload().answer() || !search.isLinked(name)),
        activity == Activity.STARTING ? unit.properties().restarts() : 0);
  }

  private Loaded loaded(LoadedUnit unit, ListedUnit listed) throws DBusException {
    String name = unit.properties().unit();
    Optional<Loaded> shadow = search.shadow(name);
    if (shadow.isPresent()) {
      return shadow.get();
    }
    return switch (listed.loadState()) {
      case "not-found" -> new Loaded.Absent();
      // An empty file counts as a mask (systemd.unit(5)); where it is ours, nobody meant it.
      case "masked" -> search.isLinked(name) ? new Loaded.Ours() : new Loaded.Masked(true);
      default -> {
        String path = unit.fragmentPath().answer();
        // An alias of another unit is that other unit, also where the alias has our name.
        boolean ours = listed.name().equals(name) && search.isOurs(path, name);
        yield ours ? new Loaded.Ours() : new Loaded.Foreign(path);
      }
    };
  }

  @Override
  public void write(UnitFile unit) throws HostException {
    files.write(unit);
  }

  @Override
  public void delete(String name) throws HostException {
    UnitDirectory.requireName(name);
    if (search.isLinked(name)) {
      bus.call(
          "unlink " + name, systemd -> systemd.manager().disableUnitFiles(List.of(name), true));
    }
    files.delete(name);
    // A failed unit would stay in memory for as long as it is remembered to have failed.
    bus.call(
        "forget " + name,
        systemd -> {
          UnitJobs.forgetFailures(systemd, name);
          return name;
        });
  }

  @Override
  public void load(Collection<String> names) throws HostException {
    List<String> missing =
        names.stream()
            .map(UnitDirectory::requireName)
            .filter(name -> !search.isLinked(name))
            .map(search::file)
            .toList();
    if (!missing.isEmpty()) {
      // Never by force: a link in our way is somebody else's.
      bus.call(
          "link " + String.join(", ", missing),
          systemd -> systemd.manager().linkUnitFiles(missing, true, false));
    }
    bus.call(
        "make systemd read its units again (daemon-reload)",
        systemd -> {
          systemd.manager().reload();
          return missing;
        });
  }

  @Override
  public JobResult start(String name) throws HostException {
    return jobs.run(UnitJobs.Verb.START, name);
  }

  @Override
  public JobResult restart(String name) throws HostException {
    return jobs.run(UnitJobs.Verb.RESTART, name);
  }

  @Override
  public JobResult stop(String name) throws HostException {
    return jobs.run(UnitJobs.Verb.STOP, name);
  }

  @Override
  public Set<String> listening(String socket) throws HostException {
    return bus.call(
        "look at " + socket,
        systemd -> {
          UnitProperties properties = new UnitProperties(systemd, socket);
          boolean up = properties.status().activity() == Activity.ACTIVE;
          return up
                  && search.isOurs(LoadedUnit.ask(systemd, socket).fragmentPath().answer(), socket)
              ? properties.addresses()
              : Set.of();
        });
  }

  @Override
  public UnitStatus status(String name) throws HostException {
    return bus.call("look at " + name, systemd -> new UnitProperties(systemd, name).status());
  }

  @Override
  public void close() {
    bus.close();
  }
}
