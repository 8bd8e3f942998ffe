package slipway.e2e.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A home of Nix's own, with what it remembers of caches.
record NixHome(Path directory) implements AutoCloseable {
  static NixHome in(Path parent) throws IOException {
    return new NixHome(Files.createTempDirectory(parent, "pull-"));
  }

  NixHome copy() throws Exception {
    NixHome copy = in(directory.resolveSibling(""));
    String from = directory + "/.";
    new ProcessBuilder(List.of("cp", "-a", from, copy.directory().toString())).start().waitFor();
    return copy;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
