package slipway.e2e.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import slipway.e2e.host.Caddy;
import slipway.e2e.host.Http;
import slipway.e2e.host.Http.Answer;
import slipway.e2e.host.Output;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What has to be true of a host that has converged: what should run runs and can be visited, what
/// may be rolled back to is kept, and nothing else is left of anything.
public final class Invariants {
  private final Site site;
  private final List<Expected> expected;
  private final HostView view;
  private JsonNode services = JsonMapper.shared().createObjectNode();
  private final List<String> violations = new ArrayList<>();

  private Invariants(Site site, List<Expected> expected, HostView view) {
    this.site = site;
    this.expected = expected;
    this.view = view;
  }

  /// What is not as it should be, a sentence each; empty where all is well.
  ///
  /// @param expected all services of the site that have to run
  public static List<String> violations(Site site, List<Expected> expected) {
    Invariants check = new Invariants(site, expected, HostView.of(site.host(), site.namespace()));
    check.state();
    check.units();
    check.profiles();
    check.roots();
    check.visits();
    return check.violations;
  }

  /// What the deployer itself makes of its state file; slower, because it starts a JVM.
  public static List<String> violationsOfStatus(Site site, List<Expected> expected) {
    Output status = site.deployer().run("status", "--json");
    if (status.exit() > 1) {
      return List.of(
          "`slipway-deployer status --json` has to understand the state file: " + status);
    }
    JsonNode services = JsonMapper.shared().readTree(status.out()).path("services");
    return expected.stream()
        .filter(each ->
            services
                .valueStream()
                .noneMatch(service ->
                    service.path("name").asString("").equals(each.name())
                        && service.path("storePath").asString("").equals(each.storePath())))
        .map(each ->
            "`slipway-deployer status --json` has to name %s with %s: %s"
                .formatted(each.name(), each.storePath(), status.out()))
        .toList();
  }

  private void state() {
    try {
      services = JsonMapper.shared().readTree(view.state()).path("services");
    } catch (RuntimeException broken) {
      violations.add("the state file has to be JSON: " + broken.getMessage());
      return;
    }
    expected.forEach(each -> {
      JsonNode known = state(each);
      same(
          each.name() + "'s store path in the state file",
          each.storePath(),
          known.at("/running/service/artifact/storePath").asString("none"));
      same(each.name() + "'s phase in the state file", "CONFIRMED", known.path("phase").asString());
      same(
          "what " + each.name() + " may be rolled back to by the state file",
          each.kept(),
          known
              .path("good")
              .valueStream()
              .map(release -> release.at("/service/artifact/storePath").asString())
              .collect(Collectors.toSet()));
    });
  }

  private JsonNode state(Expected service) {
    return services.path(service.name());
  }

  private void units() {
    Set<String> units =
        expected.stream().map(each -> each.unit(state(each))).collect(Collectors.toSet());
    expected.forEach(each -> each.draining(state(each)).ifPresent(units::add));
    same("unit files", units, view.names("file"));
    same(
        "links to units",
        units.stream().map(unit -> "/run/systemd/system/" + unit).collect(Collectors.toSet()),
        view.names("link"));
    view.all("link")
        .forEach(link ->
            same(
                "target of " + link.name(),
                site.state() + "/services/" + link.name().replaceFirst(".*/", ""),
                link.first()));
    same("loaded units", units, view.names("unit"));
    for (HostView.Row unit : view.all("unit")) {
      expected.stream()
          .filter(each -> each.unit(state(each)).equals(unit.name()))
          .findFirst()
          .ifPresent(each ->
              same(
                  unit.name() + ": loaded, active, to be reloaded, program, mark of its process",
                  List.of("loaded", "active", "no", each.storePath() + "/bin/web", each.mark()),
                  unit.more()));
    }
  }

  private void profiles() {
    Set<String> names = new TreeSet<>(view.names("profile"));
    for (Expected each : expected) {
      names.removeIf(name -> name.matches(each.name() + "(-\\d+-link|\\.lock)?"));
      same("where the profile of " + each.name() + " leads", each.storePath(), profile(each));
      Set<String> generations =
          view.all("profile").stream()
              .filter(link -> link.name().matches(each.name() + "-\\d+-link"))
              .map(HostView.Row::first)
              .collect(Collectors.toSet());
      generations.removeAll(each.kept());
      same("generations of " + each.name() + " that should be gone", Set.of(), generations);
    }
    same("profiles of nobody", Set.of(), names);
  }

  private String profile(Expected service) {
    return target(target(service.name()));
  }

  private String target(String profile) {
    return view.all("profile").stream()
        .filter(link -> link.name().equals(profile))
        .map(HostView.Row::first)
        .findFirst()
        .orElse("nowhere");
  }

  private void roots() {
    Set<String> wanted =
        expected.stream()
            .flatMap(each -> each.kept().stream().map(path -> each.name() + " -> " + path))
            .collect(Collectors.toSet());
    Set<String> found =
        view.all("root").stream()
            .map(root -> root.name().replaceFirst("\\..*", "") + " -> " + root.first())
            .collect(Collectors.toSet());
    same("garbage collector roots", wanted, found);
    same("rooted paths that are not in the store", Set.of(), view.names("invalid"));
  }

  private void visits() {
    String start = site.namespace() + "-";
    same(
        "routes",
        expected.stream().map(each -> start + each.name()).sorted().toList(),
        Caddy.routeIds().stream().filter(id -> id.startsWith(start)).sorted().toList());
    for (Expected each : expected) {
      Answer wanted = new Answer(200, each.answer());
      same("the answer of " + each.domain(), wanted, Http.site(each.domain(), "/"));
      int port = each.port(state(each));
      same("the answer of port " + port, wanted, Http.port(port, "/"));
    }
  }

  private void same(String what, Object wanted, Object found) {
    if (!wanted.equals(found)) {
      violations.add("%s: wanted %s, found %s".formatted(what, sorted(wanted), sorted(found)));
    }
  }

  private static Object sorted(Object value) {
    return value instanceof Set<?> set
        ? set.stream().map(String::valueOf).sorted().toList()
        : value;
  }
}
