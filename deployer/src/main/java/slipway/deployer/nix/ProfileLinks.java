package slipway.deployer.nix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import slipway.manifest.StorePath;

/// The links in a directory of Nix profiles: `web -> web-3-link` and `web-3-link -> /nix/store/…`.
/// Whatever has another form is somebody else's and is left out.
record ProfileLinks(Map<String, Integer> current, List<Generation> generations) {
  private static final Pattern GENERATION = Pattern.compile("(?<name>.+)-(?<number>\\d{1,9})-link");

  /// One generation of a profile.
  record Generation(String service, int number, StorePath path, Path link) {}

  /// @param directory may be absent
  static ProfileLinks read(Path directory) throws IOException {
    Map<String, Integer> current = new TreeMap<>();
    List<Generation> generations = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        Optional<Path> target = target(entry);
        if (target.isPresent()) {
          String name = String.valueOf(entry.getFileName());
          generation(name, entry, target.get()).ifPresent(generations::add);
          profile(name, target.get()).ifPresent(number -> current.put(name, number));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return new ProfileLinks(Map.of(), List.of());
    }
    return new ProfileLinks(current, generations);
  }

  /// Whether Nix could mistake the profile of a service of this name for a generation.
  static boolean looksLikeGeneration(String service) {
    return GENERATION.matcher(service).matches();
  }

  List<Generation> of(String service) {
    return generations.stream().filter(each -> each.service().equals(service)).toList();
  }

  boolean isCurrent(Generation generation) {
    return Integer.valueOf(generation.number()).equals(current.get(generation.service()));
  }

  private static Optional<Generation> generation(String name, Path link, Path target) {
    Matcher form = GENERATION.matcher(name);
    return form.matches()
        ? StorePath.parse(target.toString())
            .map(path ->
                new Generation(
                    form.group("name"), Integer.parseInt(form.group("number")), path, link))
        : Optional.empty();
  }

  private static Optional<Integer> profile(String name, Path target) {
    Matcher form = GENERATION.matcher(target.toString());
    return form.matches() && form.group("name").equals(name)
        ? Optional.of(Integer.valueOf(form.group("number")))
        : Optional.empty();
  }

  private static Optional<Path> target(Path entry) throws IOException {
    if (!Files.isSymbolicLink(entry)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readSymbolicLink(entry));
    } catch (NoSuchFileException _) {
      return Optional.empty(); // Nix replaces these links while we read
    }
  }
}
