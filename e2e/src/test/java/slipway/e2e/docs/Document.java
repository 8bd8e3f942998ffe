package slipway.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Markdown file of the repository, by its sections.
record Document(Map<String, String> sections) {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*) \\|$");
  private static final Pattern JSON = Pattern.compile("(?s)```json\n(.*?)```");

  /// The root of the repository; tests run in the folder of their module.
  static Path root() {
    return Path.of("").toAbsolutePath().getParent();
  }

  static Document read(String path) throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : Files.readString(root().resolve(path)).split("(?m)^#+ ", -1)) {
      String[] parts = section.split("\n", 2);
      sections.put(parts[0].replace("`", ""), parts.length == 2 ? parts[1] : "");
    }
    return new Document(sections);
  }

  String section(String heading) {
    String text = sections.get(heading);
    if (text == null) {
      throw new AssertionError("no section \"" + heading + "\" among " + sections.keySet());
    }
    return text;
  }

  /// The rows of a section's tables: what stands in backticks first, and what is said of it.
  Map<String, String> rows(String heading) {
    Map<String, String> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(section(heading));
    while (row.find()) {
      rows.put(row.group(1), row.group(2));
    }
    return rows;
  }

  List<String> json(String heading) {
    List<String> found = new ArrayList<>();
    Matcher block = JSON.matcher(section(heading));
    while (block.find()) {
      found.add(block.group(1));
    }
    return found;
  }
}
