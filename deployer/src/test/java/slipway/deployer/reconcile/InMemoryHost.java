package slipway.deployer.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.deployer.plan.Pause;
import slipway.deployer.plan.Route;
import slipway.deployer.plan.RouteTable;
import slipway.deployer.plan.Side;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.unit.UnitFile;

/// A host that is nothing but maps. It implements every port, counts the calls that change
/// something, and can end the deployer before any one of them.
final class InMemoryHost
    implements Closures, Profiles, Units, Preflight, HealthCheck, Routes, Pointers, StateStore {
  /// The deployer was killed.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private static final Pattern PORT = Pattern.compile("\"PORT=[0-9]+\"");

  final Set<StorePath> store = new TreeSet<>();
  final Map<String, StorePath> profile = new TreeMap<>();
  final Map<String, Set<StorePath>> generations = new TreeMap<>();
  final Map<String, Set<StorePath>> roots = new TreeMap<>();
  final Map<String, String> files = new TreeMap<>();
  final Map<String, String> loaded = new TreeMap<>();

  /// What runs: by unit, the content of the file it was started from.
  final Map<String, String> running = new TreeMap<>();

  final Map<String, Route> routes = new TreeMap<>();

  /// The services whose visitors are led to the standby side.
  final Set<String> standby = new TreeSet<>();

  final Map<String, String> foreign = new HashMap<>();
  final List<String> log = new ArrayList<>();

  /// Store paths whose process dies at once, or never becomes healthy, or that the bucket lacks.
  final Set<StorePath> crashing = new HashSet<>();

  final Set<StorePath> unhealthy = new HashSet<>();
  final Set<StorePath> notInBucket = new HashSet<>();

  /// What a collection takes once that did not see the root.
  final Set<StorePath> collected = new HashSet<>();

  final Set<String> objectedTo = new HashSet<>();
  boolean proxyAway;
  boolean loadFails;

  /// Where state is kept.
  boolean diskFull;

  final Set<String> masked = new HashSet<>();
  final Map<String, Integer> restarts = new HashMap<>();

  Hooks hooks = Hooks.NONE;

  int calls;
  int killAt = Integer.MAX_VALUE;

  /// The number of the one call that fails, without having changed anything.
  int failAt = Integer.MAX_VALUE;

  private HostState state = HostState.EMPTY;
  private byte @Nullable [] manifest;
  private @Nullable Pause pause;

  Edges edges() {
    return new Edges(this, this, this, this, this, this, this, hooks);
  }

  private synchronized void change(String what) throws HostException {
    if (++calls >= killAt) {
      throw new Killed();
    }
    if (calls == failAt) {
      throw new HostException(what + " failed this once");
    }
    log.add(what);
  }

  @Override
  public Set<StorePath> present(Collection<StorePath> paths, Set<StorePath> proven) {
    Set<StorePath> found = new HashSet<>(paths);
    found.retainAll(store);
    return found;
  }

  @Override
  public Map<StorePath, String> copy(Set<StorePath> paths) throws HostException {
    change("copy " + paths);
    Map<StorePath, String> missing = new HashMap<>();
    for (StorePath path : paths) {
      boolean rooted = roots.values().stream().anyMatch(kept -> kept.contains(path));
      if (!rooted) {
        throw new AssertionError(path + " is copied before it has a root");
      }
      if (notInBucket.contains(path)) {
        missing.put(path, path + " is not in the bucket");
      } else {
        store.add(path);
      }
    }
    return missing;
  }

  @Override
  public void hold(StorePath path) throws HostException {
    if (!store.contains(path)) {
      throw new HostException(path + " was collected");
    }
  }

  @Override
  public Map<String, StorePath> current() {
    return Map.copyOf(profile);
  }

  @Override
  public Map<String, Set<StorePath>> generations() {
    return copy(generations);
  }

  @Override
  public void set(String service, StorePath path) throws HostException {
    change("profile " + service);
    profile.put(service, path);
    generations.computeIfAbsent(service, _ -> new LinkedHashSet<>()).add(path);
  }

  @Override
  public void keepOnly(String service, Set<StorePath> keep) throws HostException {
    change("prune " + service);
    generations
        .get(service)
        .removeIf(path -> !keep.contains(path) && !path.equals(profile.get(service)));
  }

  @Override
  public void remove(String service) throws HostException {
    change("unprofile " + service);
    profile.remove(service);
    generations.remove(service);
  }

  @Override
  public Map<String, Set<StorePath>> roots() {
    return copy(roots);
  }

  @Override
  public void addRoot(String service, StorePath path) throws HostException {
    change("root " + service);
    roots.computeIfAbsent(service, _ -> new TreeSet<>()).add(path);
    if (collected.remove(path)) {
      store.remove(path);
    }
  }

  @Override
  public void dropRoot(String service, StorePath path) throws HostException {
    change("unroot " + service);
    Set<StorePath> kept = roots.getOrDefault(service, new TreeSet<>());
    kept.remove(path);
    if (kept.isEmpty()) {
      roots.remove(service);
    }
  }

  @Override
  public Map<String, ObservedUnit> observe(Set<String> names) {
    Map<String, ObservedUnit> found = new HashMap<>();
    Set<String> all = new HashSet<>(names);
    all.addAll(files.keySet());
    for (String name : all) {
      Loaded whose =
          foreign.containsKey(name)
              ? new Loaded.Foreign(foreign.get(name))
              : masked.contains(name)
                  ? new Loaded.Masked(false)
                  : loaded.containsKey(name) ? new Loaded.Ours() : new Loaded.Absent();
      boolean stale = loaded.containsKey(name) && !loaded.get(name).equals(files.get(name));
      found.put(
          name,
          new ObservedUnit(
              files.get(name), whose, activity(name), stale, restarts.getOrDefault(name, 0)));
    }
    return found;
  }

  private Activity activity(String name) {
    return restarts.containsKey(name)
        ? Activity.STARTING
        : running.containsKey(name) ? Activity.ACTIVE : Activity.INACTIVE;
  }

  @Override
  public void write(UnitFile unit) throws HostException {
    change("write " + unit.name());
    files.put(unit.name(), unit.content());
  }

  @Override
  public void delete(String name) throws HostException {
    change("delete " + name);
    if (running.containsKey(name)) {
      throw new AssertionError(name + " is deleted while it runs");
    }
    files.remove(name);
  }

  @Override
  public void load(Collection<String> names) throws HostException {
    change("load " + new TreeSet<>(names));
    if (loadFails) {
      throw new HostException("cannot reload systemd");
    }
    names.forEach(name -> loaded.put(name, files.get(name)));
    loaded.keySet().retainAll(files.keySet());
    loaded.replaceAll((name, _) -> files.get(name));
  }

  @Override
  public synchronized JobResult start(String name) throws HostException {
    return run("start ", name);
  }

  @Override
  public synchronized JobResult restart(String name) throws HostException {
    return run("restart ", name);
  }

  private JobResult run(String verb, String name) throws HostException {
    change(verb + name);
    String content = loaded.get(name);
    if (content == null) {
      throw new AssertionError(name + " is started before it is loaded");
    }
    String timed = loaded.getOrDefault(name.replace(".timer", ".service"), content);
    if (store.stream().noneMatch(path -> timed.contains(path.toString()))) {
      throw new AssertionError(name + " is started before its closure is there");
    }
    running.remove(name);
    JobResult refused = openSocket(name, content);
    if (refused != null) {
      return refused;
    }
    if (crashing.stream().anyMatch(path -> content.contains(path.toString()))) {
      return new JobResult.NotDone("failed", name + ": exit code 1");
    }
    Matcher port = PORT.matcher(content);
    if (port.find() && running.values().stream().anyMatch(other -> other.contains(port.group()))) {
      throw new AssertionError(name + " is started on a port that is taken: " + running.keySet());
    }
    running.put(name, content);
    return new JobResult.Done();
  }

  /// systemd opens the socket that a service requires, and only while that service is down; one
  /// that is open has the port.
  private @Nullable JobResult openSocket(String name, String content) {
    String socket = name.replaceFirst("[.][a-z]+$", ".socket");
    if (!content.contains("Requires=" + socket)) {
      return running.containsKey(socket)
          ? new JobResult.NotDone("failed", name + ": address already in use")
          : null;
    }
    if (!running.containsKey(socket)) {
      String wanted = loaded.get(socket);
      if (wanted == null) {
        throw new AssertionError(name + " is started before its socket is loaded");
      }
      running.put(socket, wanted);
    }
    return null;
  }

  @Override
  public Set<String> listening(String socket) {
    throw new UnsupportedOperationException();
  }

  @Override
  public JobResult stop(String name) throws HostException {
    change("stop " + name);
    if (name.endsWith(".socket")) {
      closeSocket(name);
      return new JobResult.Done();
    }
    // The next visitor starts it again.
    if (name.endsWith(".service") && running.containsKey(name.replace(".service", ".socket"))) {
      throw new AssertionError(name + " is stopped while its socket is open");
    }
    routes.values().stream()
        .filter(route -> unit(route).filter(name::equals).isPresent())
        .findFirst()
        .ifPresent(route -> {
          throw new AssertionError(name + " is stopped while " + route + " leads to it");
        });
    running.remove(name);
    return new JobResult.Done();
  }

  /// What requires a unit is stopped with it.
  private void closeSocket(String socket) {
    running.remove(socket);
    String service = socket.replace(".socket", ".service");
    if (loaded.getOrDefault(service, "").contains("Requires=" + socket)) {
      running.remove(service);
    }
  }

  @Override
  public UnitStatus status(String name) {
    return new UnitStatus(activity(name), "", "success", 0, 0, 0, "", null);
  }

  @Override
  public Optional<String> objection(Service service, String unit) {
    return objectedTo.contains(service.name())
        ? Optional.of("port taken by a stranger")
        : Optional.empty();
  }

  @Override
  public Verdict await(Service service, String unit) {
    return unhealthy.contains(service.storePath())
        ? new Verdict.Unhealthy("answered 500")
        : new Verdict.Healthy();
  }

  @Override
  public RouteTable observe() {
    return proxyAway
        ? new RouteTable.Unavailable("cannot reach Caddy")
        : new RouteTable.Known(Map.copyOf(routes));
  }

  @Override
  public void update(Collection<Route> put, Collection<String> drop) throws HostException {
    change("routes");
    if (proxyAway) {
      throw new HostException("cannot reach Caddy");
    }
    for (Route route : put) {
      routes.put(route.service(), route);
      if (unit(route).isEmpty()) {
        throw new AssertionError(route + " leads to nothing");
      }
    }
    drop.forEach(routes::remove);
  }

  /// The unit that a route leads to, as a port can be anybody's; empty for one that leads nowhere.
  private Optional<String> unit(Route route) {
    boolean there = standby.contains(route.service());
    Integer other = there ? route.standbyPort() : null;
    String port = "\"PORT=" + (other == null ? route.port() : other) + "\"";
    return running.entrySet().stream()
        .filter(unit -> unit.getValue().contains(port))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// A service with two instances has visitors led to one that runs, at any moment.
  void assertRoutesOfTwoLead() {
    for (Route route : routes.values()) {
      if (route.standbyPort() != null && unit(route).isEmpty()) {
        throw new AssertionError(route + " leads to nothing");
      }
    }
  }

  @Override
  public Set<String> standby() {
    return Set.copyOf(standby);
  }

  @Override
  public void point(String service, Side side) throws HostException {
    change("point " + service + " " + side);
    switch (side) {
      case INTERNAL -> standby.remove(service);
      case STANDBY -> standby.add(service);
    }
    Route route = routes.get(service);
    if (route != null && unit(route).isEmpty()) {
      throw new AssertionError(side + " of " + route + " leads to nothing");
    }
  }

  @Override
  public HostState load() {
    return state;
  }

  @Override
  public void save(HostState changed) throws HostException {
    change("save");
    if (diskFull) {
      throw new HostException("cannot write state.json: No space left on device");
    }
    state = changed;
  }

  @Override
  public Optional<byte[]> manifest() {
    return Optional.ofNullable(manifest).map(byte[]::clone);
  }

  @Override
  public void keepManifest(byte[] document) throws HostException {
    change("keep");
    if (diskFull) {
      throw new HostException("cannot write manifest.json: No space left on device");
    }
    manifest = document.clone();
  }

  @Override
  public Optional<Pause> pause() {
    return Optional.ofNullable(pause);
  }

  @Override
  public void keepPause(Pause asked) throws HostException {
    change("keep pause");
    pause = asked;
  }

  @Override
  public void endPause() throws HostException {
    change("end pause");
    pause = null;
  }

  /// After a reboot: nothing runs and the links of the units are gone.
  void reboot() {
    running.clear();
    loaded.clear();
  }

  private static Map<String, Set<StorePath>> copy(Map<String, Set<StorePath>> sets) {
    Map<String, Set<StorePath>> copy = new HashMap<>();
    sets.forEach((name, paths) -> copy.put(name, Set.copyOf(paths)));
    return copy;
  }
}
