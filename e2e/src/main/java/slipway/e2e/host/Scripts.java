package slipway.e2e.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The commands in `e2e/host`.
final class Scripts {
  private static final Path DIRECTORY = directory();

  private Scripts() {}

  /// A file beside the commands.
  static Path file(String name) {
    return DIRECTORY.resolve(name);
  }

  static List<String> command(String script, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(DIRECTORY.resolve(script).toString());
    command.addAll(arguments);
    return command;
  }

  /// Found upwards from the working directory, so that the root of the repository and a module will
  /// both do.
  private static Path directory() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path scripts = folder.resolve("e2e/host");
      if (Files.isExecutable(scripts.resolve("host"))) {
        return scripts;
      }
    }
    throw new IllegalStateException(
        start + " is outside of a working copy; wanted one with e2e/host above it");
  }
}
