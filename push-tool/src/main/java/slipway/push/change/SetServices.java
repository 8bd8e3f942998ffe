package slipway.push.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Edited;
import slipway.manifest.ManifestEdits;
import slipway.manifest.Problem;
import slipway.manifest.ServiceJson;
import slipway.manifest.Stamp;
import slipway.manifest.StorePath;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import tools.jackson.databind.node.ObjectNode;

/// Makes the services of a folder what its files say, all in one manifest.
///
/// The folder owns its services: after somebody else's push all of them are set again. What others
/// say of other services stays, unless those are to go.
///
/// @param prune whether services go that the folder does not have
/// @param revision of a service that gets another store path, where its file names none
public record SetServices(List<WantedService> wanted, boolean prune, @Nullable String revision)
    implements ManifestChange {
  public SetServices {
    wanted = List.copyOf(wanted);
  }

  @Override
  public Edit apply(Optional<VerifiedManifest> current, Stamp stamp) throws Failure {
    VerifiedManifest manifest = Edits.required(current);
    Map<String, ObjectNode> present = Entries.all(manifest.bytes());
    List<String> problems = new ArrayList<>();
    Map<String, ObjectNode> entries = new LinkedHashMap<>();
    for (WantedService service : wanted) {
      Optional<ObjectNode> before = Optional.ofNullable(present.get(service.name()));
      Optional<StorePath> path =
          service.storePath().or(() -> before.flatMap(WantedService::storePath));
      if (path.isPresent()) {
        entries.put(service.name(), entry(service, path.get(), before));
      } else {
        problems.add(
            service.file()
                + ": /artifact: missing; "
                + service.name()
                + " is not in the manifest yet, so nothing else says what it is to run");
      }
    }
    Set<String> removed = prune ? others(present.keySet()) : Set.of();
    boolean unchanged =
        removed.isEmpty()
            && entries.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(present.get(entry.getKey())));
    if (unchanged && problems.isEmpty()) {
      return new Edit.Unchanged();
    }
    List<ObjectNode> changes = List.copyOf(entries.values());
    return switch (ManifestEdits.withServices(manifest.bytes(), changes, removed, stamp)) {
      case Edited.Done(byte[] next) when problems.isEmpty() -> new Edit.Next(next);
      case Edited.Done _ -> throw refused(problems);
      case Edited.Refused(List<Problem> more) -> {
        List<String> order = order(present.keySet(), removed, entries.keySet());
        more.forEach(problem -> problems.add(inFile(problem, order)));
        throw refused(problems);
      }
    };
  }

  /// What speaks against this, of all files at once; empty where nothing does.
  public Optional<String> problems(VerifiedManifest current) {
    try {
      apply(Optional.of(current), new Stamp(current.manifest().generation(), ""));
      return Optional.empty();
    } catch (Failure e) {
      return Optional.of(Failure.text(e));
    }
  }

  @Override
  public boolean holdsAfterAnotherPush() {
    return true;
  }

  @Override
  public boolean buildsOnCurrent() {
    return true;
  }

  /// Services that the manifest has and the folder has not.
  public Set<String> others(VerifiedManifest manifest) {
    return others(Entries.all(manifest.bytes()).keySet());
  }

  /// Those whose file names a store path that the manifest does not have for them.
  public List<WantedService> withNewPath(VerifiedManifest manifest) {
    Map<String, ObjectNode> present = Entries.all(manifest.bytes());
    return wanted.stream()
        .filter(service ->
            service.storePath().isPresent()
                && !service
                    .storePath()
                    .equals(
                        Optional.ofNullable(present.get(service.name()))
                            .flatMap(WantedService::storePath)))
        .toList();
  }

  private ObjectNode entry(WantedService service, StorePath path, Optional<ObjectNode> before) {
    ObjectNode entry = ServiceJson.withArtifact(service.entry(), service.name(), path);
    if (entry.has("revision")) {
      return entry;
    }
    // A release is what its entry says. A new revision alone would restart what has not changed.
    boolean sameRelease = before.flatMap(WantedService::storePath).equals(Optional.of(path));
    String kept =
        sameRelease ? before.map(was -> was.path("revision").asString("")).orElse("") : revision;
    if (kept != null && !kept.isEmpty()) {
      entry.put("revision", kept);
    }
    return entry;
  }

  private Set<String> others(Set<String> present) {
    Set<String> others = new LinkedHashSet<>(present);
    wanted.forEach(service -> others.remove(service.name()));
    return others;
  }

  /// The names in the manifest that was refused, so that its problems find their files.
  private static List<String> order(Set<String> present, Set<String> removed, Set<String> set) {
    Set<String> order = new LinkedHashSet<>(present);
    order.removeAll(removed);
    order.addAll(set);
    return List.copyOf(order);
  }

  private String inFile(Problem problem, List<String> order) {
    for (int place = 0; place < order.size(); place++) {
      String entry = "/services/" + place;
      if (problem.pointer().equals(entry) || problem.pointer().startsWith(entry + "/")) {
        String name = order.get(place);
        String rest = problem.pointer().substring(entry.length());
        return file(name) + ": " + new Problem(rest, problem.message());
      }
    }
    return "the manifest: " + problem;
  }

  private String file(String name) {
    return wanted.stream()
        .filter(service -> service.name().equals(name))
        .map(WantedService::file)
        .findFirst()
        .orElse("the manifest's service " + name);
  }

  private static Failure refused(List<String> problems) {
    return new Failure(ExitCode.REFUSED, problems.stream().collect(Collectors.joining("\n")));
  }
}
