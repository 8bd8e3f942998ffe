package slipway.unit;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How a text is written in a unit so that systemd reads the same text back. There is one way per
/// kind of directive, because systemd parses each kind differently (systemd.syntax(7),
/// systemd.unit(5) on specifiers, systemd.service(5) on command lines).
///
/// Texts that a kind cannot hold throw IllegalArgumentException; the manifest's schema has refused
/// them before.
final class UnitValue {
  private static final String PLAIN_SIGNS = "_./:=,@+-";
  private static final Pattern UNIT_NAME = Pattern.compile("[A-Za-z0-9:_.@\\\\-]+\\.[a-z]+");
  private static final Pattern CAPABILITY = Pattern.compile("CAP_[A-Z_]+");
  private static final Pattern GLOB = Pattern.compile("[*?\\[\\\\]");

  private UnitValue() {}

  /// For directives that take the rest of the line as it is, but expand specifiers.
  static String line(String text) {
    return text.replace("%", "%%");
  }

  /// A path that takes the rest of the line. The slash keeps `-` and `~` from meaning something.
  static String path(String path) {
    return line(absolute(path));
  }

  /// As `path`, where systemd would take the name for a pattern and read every file that matches.
  static String pathNotPattern(String path) {
    return GLOB.matcher(path(path)).replaceAll("\\\\$0");
  }

  static String paths(List<String> paths) {
    return paths.stream().map(path -> word(absolute(path))).collect(Collectors.joining(" "));
  }

  /// For directives that split the line into words and expand specifiers. A double-quoted word with
  /// escaped quotes and backslashes is read alike by those that know C escapes and those that do
  /// not.
  static String word(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  /// By hand: a pattern takes a tenth of a plan.
  private static boolean isPlain(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && PLAIN_SIGNS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// A whole `Environment=` assignment; `$` has no meaning there.
  static String assignment(String name, String value) {
    return quoted(name + "=" + value);
  }

  /// `ExecStart=`. An absolute path leaves no room for the prefixes of systemd.service(5).
  /// Variables are expanded in the arguments only.
  static String commandLine(String program, List<String> arguments) {
    StringBuilder line = new StringBuilder(word(absolute(program)));
    for (String argument : arguments) {
      line.append(' ').append(word(argument.replace("$", "$$")));
    }
    return line.toString();
  }

  /// Written as it is: these directives keep backslashes, which belong to unit names.
  static String unitName(String name) {
    return matching(UNIT_NAME, name, "the name of a unit, as postgresql.service");
  }

  static String capabilities(List<String> names) {
    return names.stream()
        .map(name -> matching(CAPABILITY, name, "a capability, as CAP_NET_BIND_SERVICE"))
        .collect(Collectors.joining(" "));
  }

  private static String absolute(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("found '%s', wanted an absolute path".formatted(path));
    }
    return path;
  }

  private static String matching(Pattern pattern, String text, String wanted) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("found '%s', wanted %s".formatted(text, wanted));
    }
    return text;
  }

  private static String quoted(String text) {
    return '"' + line(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }
}
