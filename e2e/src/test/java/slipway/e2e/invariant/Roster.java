package slipway.e2e.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// The services that a site's manifest asks for, and which versions of each have worked, as
/// somebody who only sees the manifests would keep count. Names are the site's short ones.
public final class Roster {
  /// The environment variable that tells two versions with one closure apart.
  public static final String MARK = "MARK";

  /// So few that a long run drops some.
  private static final int KEEP = 3;

  private final Site site;
  private final Set<String> withTwo;
  private final SortedMap<String, Version> wanted = new TreeMap<>();
  private final SortedMap<String, List<Version>> good = new TreeMap<>();

  public Roster(Site site) {
    this(site, Set.of());
  }

  /// @param withTwo the services that have two instances
  public Roster(Site site, Set<String> withTwo) {
    this.site = site;
    this.withTwo = Set.copyOf(withTwo);
  }

  public SortedMap<String, Version> wanted() {
    return new TreeMap<>(wanted);
  }

  public void want(String service, Version version) {
    wanted.put(service, version);
  }

  public void drop(String service) {
    wanted.remove(service);
  }

  public void want(SortedMap<String, Version> services) {
    wanted.clear();
    wanted.putAll(services);
  }

  /// The host has come to what was asked for: what works is remembered, what went is not.
  public void settled() {
    good.keySet().retainAll(wanted.keySet());
    wanted.forEach((service, version) -> {
      if (version.works()) {
        List<Version> versions = good.computeIfAbsent(service, _ -> new ArrayList<>());
        versions.remove(version);
        versions.add(version);
        versions.subList(0, Math.max(0, versions.size() - KEEP)).clear();
      }
    });
  }

  /// The version that should run: the one that is wanted or, where that cannot work, the last that
  /// did.
  public Optional<Version> running(String service) {
    Version version = wanted.get(service);
    if (version == null || version.works()) {
      return Optional.ofNullable(version);
    }
    List<Version> before = good.getOrDefault(service, List.of());
    return before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
  }

  /// Whether some service is asked for in a version that cannot work.
  public boolean hasBroken() {
    return wanted.values().stream().anyMatch(version -> !version.works());
  }

  public ObjectNode[] entries() {
    return wanted.entrySet().stream()
        .map(each -> entry(each.getKey(), each.getValue()))
        .toArray(ObjectNode[]::new);
  }

  public ObjectNode entry(String service, Version version) {
    ObjectNode entry = site.entry(service, version.kind(), version.number());
    entry.putObject("env").put(MARK, Integer.toString(version.mark()));
    entry.putObject("deploy").put("keep", KEEP).put("drainSec", 0);
    if (withTwo.contains(service)) {
      entry.withObjectProperty("http").put("standbyPort", site.port(service + "-standby"));
    }
    entry.withObjectProperty("health").put("timeoutSec", version.works() ? 20 : 1);
    return entry;
  }

  /// What has to run once the host has converged; true before [#settled] and after it.
  public List<Expected> expected() {
    return wanted.keySet().stream().flatMap(service -> expected(service).stream()).toList();
  }

  public Optional<Expected> expected(String service) {
    return running(service).map(version -> expected(service, version));
  }

  private Expected expected(String service, Version version) {
    List<Version> kept = new ArrayList<>(good.getOrDefault(service, List.of()));
    kept.remove(version);
    kept.add(version);
    TreeSet<String> paths = new TreeSet<>();
    kept.subList(Math.max(0, kept.size() - KEEP), kept.size())
        .forEach(each -> paths.add(path(each)));
    return new Expected(
        site.name(service),
        site.domain(service),
        site.port(service),
        withTwo.contains(service),
        version.answer(),
        path(version),
        Integer.toString(version.mark()),
        paths);
  }

  private String path(Version version) {
    return site.ground().closure(version.kind(), version.number());
  }
}
