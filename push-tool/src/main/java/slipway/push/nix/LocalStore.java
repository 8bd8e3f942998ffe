package slipway.push.nix;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import slipway.manifest.StorePath;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.process.Finished;

/// Asks the developer's Nix store.
final class LocalStore {
  private final Nix nix;

  LocalStore(Nix nix) {
    this.nix = nix;
  }

  /// For a [Nix] whose messages are shown as they come.
  StorePath build(String installable) throws Failure {
    Finished build =
        nix.start(
            Map.of(),
            Nix.command(
                "nix-command flakes",
                "build",
                "--print-build-logs",
                "--no-link",
                "--print-out-paths",
                installable));
    if (!build.succeeded()) {
      throw new Failure(
          ExitCode.FAILED, "Nix could not build " + installable + "; its reason stands above");
    }
    List<String> outputs = build.output().lines().toList();
    if (outputs.size() != 1) {
      throw new Failure(
          ExitCode.USAGE,
          installable
              + " has "
              + outputs.size()
              + " outputs ("
              + String.join(", ", outputs)
              + "); wanted one: name it, as in "
              + installable
              + "^out");
    }
    return StorePath.of(outputs.getFirst());
  }

  /// Whether the path is there, and whole. The look at the disk saves Nix where it is not.
  boolean has(StorePath path) throws Failure {
    return Files.exists(Path.of(path.toString()), LinkOption.NOFOLLOW_LINKS)
        && nix.start(Map.of(), query(List.of("--check-validity"), List.of(path))).succeeded();
  }

  /// Every path in the closures of `paths`.
  List<StorePath> closure(List<StorePath> paths) throws Failure {
    return nix.run("list the closure", Map.of(), query(List.of("--query", "--requisites"), paths))
        .lines()
        .map(StorePath::of)
        .distinct()
        .toList();
  }

  List<LocalPath> describe(List<StorePath> paths) throws Failure {
    String dump = nix.run("describe paths", Map.of(), query(List.of("--dump-db"), paths));
    return ValidityDump.parse(dump);
  }

  /// What narinfos say of paths, as far as this Nix tells it in a form that is known.
  Map<StorePath, PathInfo> infos(Collection<StorePath> paths) throws Failure {
    List<String> command = Nix.command("nix-command", "path-info", "--json");
    paths.forEach(path -> command.add(path.toString()));
    Finished finished = nix.start(Map.of(), command);
    return finished.succeeded() ? PathInfoJson.parse(finished.output()) : Map.of();
  }

  private static List<String> query(List<String> options, List<StorePath> paths) {
    List<String> command = new ArrayList<>();
    command.add("nix-store");
    command.addAll(options);
    paths.forEach(path -> command.add(path.toString()));
    return command;
  }
}
