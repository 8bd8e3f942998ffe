package slipway.deployer.health;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipway.manifest.Service;
import slipway.manifest.StorePath;

/// What the manifest wants to run is an executable file of the closure, by name and by where its
/// links lead.
///
/// @param root below which /nix/store lies: `/` but in tests
record ProgramRule(Path root) implements Rule {
  private static final int LISTED = 20;

  @Override
  public Optional<String> objection(Service service, String unit) {
    StorePath storePath = service.storePath();
    return objection("exec.command", service.exec().resolve(storePath), storePath)
        .or(() ->
            Optional.ofNullable(service.health().command())
                .flatMap(command ->
                    objection("health.command", Checks.resolve(storePath, command), storePath)));
  }

  private Optional<String> objection(String field, String program, StorePath storePath) {
    Path path = Path.of(program);
    if (!path.normalize().equals(path) || !path.startsWith(Path.of(storePath.toString()))) {
      return Optional.of(
          field
              + " is "
              + program
              + ", which is not inside "
              + storePath
              + "; name a program there");
    }
    Path found = below(path);
    if (!Files.exists(found, NOFOLLOW_LINKS)) {
      return Optional.of(
          field + ": " + program + " does not exist; " + offer(storePath) + ", name one of these");
    }
    try {
      Path real = found.toRealPath();
      if (!real.startsWith(below(Path.of(StorePath.STORE)).toRealPath())) {
        return Optional.of(
            field + ": " + program + " leads to " + real + ", outside of " + StorePath.STORE);
      }
      return Files.isRegularFile(real) && Files.isExecutable(real)
          ? Optional.empty()
          : Optional.of(field + ": " + program + " is not an executable file; " + offer(storePath));
    } catch (IOException broken) {
      return Optional.of(
          field + ": " + program + " leads nowhere (" + broken + "); build and push it again");
    }
  }

  private String offer(StorePath storePath) {
    try (Stream<Path> files = Files.list(below(Path.of(storePath + "/bin")))) {
      String names =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .sorted()
              .limit(LISTED)
              .collect(Collectors.joining(", "));
      return "bin of " + storePath + " has: " + names;
    } catch (IOException _) {
      return storePath + " has no directory bin";
    }
  }

  private Path below(Path absolute) {
    return root.resolve(absolute.toString().substring(1));
  }
}
