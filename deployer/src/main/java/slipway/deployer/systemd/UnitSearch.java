package slipway.deployer.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import slipway.deployer.plan.ObservedUnit.Loaded;

/// Where systemd looks for units, and which of what lies there is ours. The links are read as text,
/// so that they mean the same whether the host's root is ours or a directory.
final class UnitSearch {
  /// Where LinkUnitFiles puts its links at run time.
  private static final String RUNTIME = "run/systemd/system";

  /// Searched before RUNTIME (systemd.unit(5)): what lies there is loaded in place of our unit.
  private static final List<String> BEFORE =
      List.of(
          "etc/systemd/system.control",
          "run/systemd/system.control",
          "run/systemd/transient",
          "run/systemd/generator.early",
          "etc/systemd/system");

  private static final String NOWHERE = "/dev/null";

  private final Path root;
  private final Path directory;

  /// @param root the host's root directory
  /// @param directory of our unit files, as the host names it
  UnitSearch(Path root, Path directory) {
    this.root = root;
    this.directory = directory;
  }

  /// Our file of that name, as the host names it.
  String file(String name) {
    return directory.resolve(name).toString();
  }

  /// @param fragment the path that a unit was loaded from. A run-time link that is gone since is
  ///   nobody's any more, and may be ours again
  boolean isOurs(String fragment, String name) {
    return leadsToOurs(fragment, name) || (fragment.equals(link(name)) && !exists(fragment));
  }

  /// Whether our file is linked at run time.
  boolean isLinked(String name) {
    return leadsToOurs(link(name), name);
  }

  /// What would be loaded in place of our unit at the next daemon-reload.
  Optional<Loaded> shadow(String name) {
    for (String place : BEFORE) {
      String path = "/" + place + "/" + name;
      if (exists(path) && !leadsToOurs(path, name)) {
        return Optional.of(
            target(path).equals(Optional.of(NOWHERE))
                ? new Loaded.Masked(false)
                : new Loaded.Foreign(path));
      }
    }
    return Optional.empty();
  }

  private static String link(String name) {
    return "/" + RUNTIME + "/" + name;
  }

  private boolean leadsToOurs(String path, String name) {
    return path.equals(file(name)) || target(path).equals(Optional.of(file(name)));
  }

  private boolean exists(String path) {
    return Files.exists(here(path), LinkOption.NOFOLLOW_LINKS);
  }

  private Optional<String> target(String link) {
    try {
      Path target = Files.readSymbolicLink(here(link));
      return Optional.of(Path.of(link).resolveSibling(target).normalize().toString());
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  private Path here(String path) {
    return root.resolve(path.substring(1));
  }
}
