package slipway.deployer;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The files that this program is made of.
final class Program {
  private static final List<String> OURS =
      List.of("deployer-", "binary-cache-", "manifest-schema-");
  private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

  private Program() {}

  /// By which a host tells that it has another version: directories of archives, and our own, which
  /// may be replaced in their place. Archives of others change with a release, which changes ours.
  ///
  /// @param code a class path
  static Set<Path> signs(String code) {
    Set<Path> signs = new LinkedHashSet<>();
    for (String part : SEPARATOR.split(code, -1)) {
      Path file = Path.of(part);
      String name = String.valueOf(file.getFileName());
      if (!name.endsWith(".jar") || OURS.stream().anyMatch(name::startsWith)) {
        signs.add(file);
      }
      if (file.getParent() != null) {
        signs.add(file.getParent());
      }
    }
    return signs;
  }
}
