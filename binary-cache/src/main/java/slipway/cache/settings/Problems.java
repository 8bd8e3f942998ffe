package slipway.cache.settings;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What is wrong with one settings file, in the order in which it was found.
final class Problems {
  private static final int LONGEST_QUOTE = 60;

  private final String fileName;
  private final List<String> all;
  private final boolean muted;

  private Problems(String fileName, List<String> all, boolean muted) {
    this.fileName = fileName;
    this.all = all;
    this.muted = muted;
  }

  static Problems of(String fileName) {
    return new Problems(fileName, new ArrayList<>(), false);
  }

  /// The same list for objects that are not in the file: what is missing in them is not news.
  Problems muted() {
    return new Problems(fileName, all, true);
  }

  void add(String pointer, String what) {
    if (!muted) {
      all.add(fileName + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + what);
    }
  }

  void wrong(String pointer, JsonNode found, String wanted) {
    add(pointer, "found " + shown(found) + "; wanted " + wanted);
  }

  List<String> all() {
    return List.copyOf(all);
  }

  private static String shown(JsonNode found) {
    String text = found.toString();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
