package slipway.deployer.config;

import java.nio.file.Path;
import java.util.List;
import slipway.cache.settings.SettingsObject;

/// Reads a program with its arguments, which the deployer has systemd start as root.
final class ProgramReader {
  private ProgramReader() {}

  /// Empty where the key is absent, or unusable.
  static List<String> read(SettingsObject settings, String key) {
    List<String> words = settings.strings(key);
    if (!settings.has(key)) {
      return words;
    }
    if (words.isEmpty()) {
      settings.problem(key, "names no program; wanted a list: its absolute path, then arguments");
      return words;
    }
    String program = words.getFirst();
    if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)
        || !Path.of(program).isAbsolute()
        || !Path.of(program).normalize().toString().equals(program)) {
      settings.problem(
          key, "found \"%s\"; wanted the absolute path of a program first".formatted(program));
      return List.of();
    }
    return words;
  }
}
