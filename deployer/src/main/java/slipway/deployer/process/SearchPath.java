package slipway.deployer.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where programs are looked for, in this order.
public record SearchPath(List<Path> directories) {
  private static final List<Path> USUAL =
      List.of(
          Path.of("/run/current-system/sw/bin"),
          Path.of("/nix/var/nix/profiles/default/bin"),
          Path.of("/usr/bin"),
          Path.of("/bin"));

  public SearchPath {
    directories = List.copyOf(directories);
  }

  /// The PATH of `environment`, then where NixOS, Nix's installer and other systems put programs.
  public static SearchPath of(Map<String, String> environment) {
    Stream<Path> path =
        Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
            .filter(directory -> directory.startsWith("/"))
            .map(Path::of);
    return new SearchPath(Stream.concat(path, USUAL.stream()).distinct().toList());
  }

  public Optional<Path> find(String program) {
    return directories.stream()
        .map(directory -> directory.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public String toString() {
    return directories.stream().map(Path::toString).collect(Collectors.joining(", "));
  }
}
