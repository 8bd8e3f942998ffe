package slipway.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads a unit as systemd.syntax(7) describes it, knowing nothing of how it was written.
final class UnitSyntax {
  record Line(String section, String directive, String value) {}

  private final List<Line> lines = new ArrayList<>();

  UnitSyntax(String unit) {
    if (!unit.endsWith("\n")) {
      throw new AssertionError("the last line has no end");
    }
    String section = "";
    StringBuilder continued = new StringBuilder();
    for (String physical : unit.split("\n", -1)) {
      if (continued.isEmpty() && (physical.isBlank() || physical.matches("\\s*[#;].*"))) {
        continue;
      }
      if (physical.endsWith("\\")) {
        continued.append(physical, 0, physical.length() - 1).append(' ');
        continue;
      }
      String line = continued.append(physical).toString().strip();
      continued.setLength(0);
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else {
        String[] parts = line.split("=", 2);
        lines.add(new Line(section, parts[0].strip(), parts[1].strip()));
      }
    }
    if (!continued.isEmpty()) {
      throw new AssertionError("the last line is continued: " + continued);
    }
  }

  List<String> directives() {
    return lines.stream().map(line -> line.section() + "." + line.directive()).toList();
  }

  List<String> all(String directive) {
    return lines.stream()
        .filter(line -> line.directive().equals(directive))
        .map(Line::value)
        .toList();
  }

  String one(String directive) {
    List<String> values = all(directive);
    if (values.size() != 1) {
      throw new AssertionError(directive + " is there " + values.size() + " times");
    }
    return values.getFirst();
  }

  String line(String directive) {
    return unspecified(one(directive));
  }

  List<String> words(String directive) {
    return split(one(directive));
  }

  /// The program and its arguments as the process will see them, with no variables set.
  List<String> command() {
    List<String> words = new ArrayList<>(words("ExecStart"));
    if (!words.getFirst().startsWith("/")) {
      throw new AssertionError("a prefix stands before the program: " + words.getFirst());
    }
    words.replaceAll(UnitSyntax::withoutVariables);
    return words;
  }

  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    for (String value : all("Environment")) {
      for (String word : split(value)) {
        String[] parts = word.split("=", 2);
        environment.put(parts[0], parts[1]);
      }
    }
    return environment;
  }

  /// A small machine: blank, in a bare word, in quotes, after a backslash.
  private static List<String> split(String value) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        char escaped = value.charAt(++i);
        if (escaped != '\\' && escaped != '"') {
          throw new AssertionError("an escape that not every directive knows: \\" + escaped);
        }
        word.append(escaped);
        inWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (c == ' ' || c == '\t') {
        if (inWord) {
          words.add(bare(word));
        }
        inWord = false;
      } else {
        if (c == ';' && !inWord && (i + 1 == value.length() || value.charAt(i + 1) == ' ')) {
          throw new AssertionError("a second command begins");
        }
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new AssertionError("a quote stays open: " + value);
    }
    if (inWord) {
      words.add(bare(word));
    }
    return words;
  }

  private static String bare(StringBuilder word) {
    String text = unspecified(word.toString());
    word.setLength(0);
    return text;
  }

  private static String unspecified(String text) {
    String rest = text.replace("%%", "");
    if (rest.contains("%")) {
      throw new AssertionError("a specifier is left in: " + text);
    }
    return text.replace("%%", "%");
  }

  private static String withoutVariables(String word) {
    String rest = word.replace("$$", "");
    if (rest.contains("$")) {
      throw new AssertionError("a variable is left in: " + word);
    }
    return word.replace("$$", "$");
  }
}
