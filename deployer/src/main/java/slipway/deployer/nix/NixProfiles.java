package slipway.deployer.nix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.Profiles;
import slipway.manifest.StorePath;

/// Nix profiles, one per service, and garbage collector roots.
///
/// They are read from the links, and changed by `nix-env`, whose lock and generation numbers an
/// operator's own `nix-env -p` shares.
public final class NixProfiles implements Profiles {
  private final NixTools tools;
  private final Path profiles;
  private final GcRoots roots;

  /// @param profiles `/nix/var/nix/profiles/<namespace>`, made when needed
  /// @param roots `/nix/var/nix/gcroots/<namespace>`, made when needed
  public NixProfiles(NixTools tools, Path profiles, Path roots) {
    this.tools = tools;
    this.profiles = profiles;
    this.roots = new GcRoots(roots);
  }

  @Override
  public Map<String, StorePath> current() throws HostException {
    ProfileLinks links = links();
    Map<String, StorePath> current = new TreeMap<>();
    links.generations().stream()
        .filter(links::isCurrent)
        .forEach(generation -> current.put(generation.service(), generation.path()));
    return current;
  }

  @Override
  public Map<String, Set<StorePath>> generations() throws HostException {
    Map<String, Set<StorePath>> generations = new TreeMap<>();
    for (ProfileLinks.Generation each : links().generations()) {
      generations.computeIfAbsent(each.service(), _ -> new TreeSet<>()).add(each.path());
    }
    return generations;
  }

  @Override
  public void set(String service, StorePath path) throws HostException {
    if (ProfileLinks.looksLikeGeneration(service)) {
      throw new HostException(
          "the service name "
              + service
              + " ends as the names of Nix's own generation links do (-NUMBER-link); rename the"
              + " service");
    }
    try {
      Files.createDirectories(profiles);
    } catch (IOException broken) {
      throw unusable("make", profiles, broken);
    }
    tools.ask("nix-env", List.of("--profile", profile(service), "--set", path.toString()));
  }

  @Override
  public void keepOnly(String service, Set<StorePath> keep) throws HostException {
    ProfileLinks links = links();
    List<String> numbers =
        links.of(service).stream()
            .filter(generation -> !keep.contains(generation.path()))
            .filter(generation -> !links.isCurrent(generation))
            .map(generation -> Integer.toString(generation.number()))
            .toList();
    if (numbers.isEmpty()) {
      return;
    }
    List<String> arguments =
        new ArrayList<>(List.of("--profile", profile(service), "--delete-generations"));
    arguments.addAll(numbers);
    tools.ask("nix-env", arguments);
  }

  @Override
  public void remove(String service) throws HostException {
    ProfileLinks links = links();
    try {
      // The profile's own link goes first: what is left of a removal cut short is no profile.
      if (links.current().containsKey(service)) {
        Files.deleteIfExists(profiles.resolve(service));
      }
      for (ProfileLinks.Generation generation : links.of(service)) {
        Files.deleteIfExists(generation.link());
      }
      Files.deleteIfExists(profiles.resolve(service + ".lock"));
    } catch (IOException broken) {
      throw unusable("remove", profiles.resolve(service), broken);
    }
  }

  @Override
  public Map<String, Set<StorePath>> roots() throws HostException {
    try {
      return roots.read();
    } catch (IOException broken) {
      throw unusable("read", roots.directory(), broken);
    }
  }

  @Override
  public void addRoot(String service, StorePath path) throws HostException {
    try {
      roots.add(service, path);
    } catch (IOException broken) {
      throw unusable("write to", roots.directory(), broken);
    }
  }

  @Override
  public void dropRoot(String service, StorePath path) throws HostException {
    try {
      roots.drop(service, path);
    } catch (IOException broken) {
      throw unusable("write to", roots.directory(), broken);
    }
  }

  private String profile(String service) {
    return profiles.resolve(service).toString();
  }

  private ProfileLinks links() throws HostException {
    try {
      return ProfileLinks.read(profiles);
    } catch (IOException broken) {
      throw unusable("read", profiles, broken);
    }
  }

  private static HostException unusable(String verb, Path path, IOException broken) {
    return new HostException(
        "cannot " + verb + " " + path + ": " + broken + "; is it a directory of root's?", broken);
  }
}
