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
  private final boolean discreet;

  private Problems(String fileName, List<String> all, boolean muted, boolean discreet) {
    this.fileName = fileName;
    this.all = all;
    this.muted = muted;
    this.discreet = discreet;
  }

  static Problems of(String fileName) {
    return new Problems(fileName, new ArrayList<>(), false, false);
  }

  /// The same list for objects that are not in the file: what is missing in them is not news.
  Problems muted() {
    return new Problems(fileName, all, true, discreet);
  }

  /// The same list for values of which some are secret: they are not quoted.
  Problems discreet() {
    return new Problems(fileName, all, muted, true);
  }

  void add(String pointer, String what) {
    if (!muted) {
      all.add(fileName + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + what);
    }
  }

  void wrong(String pointer, JsonNode found, String wanted) {
    String what = discreet ? "something else" : shown(found);
    add(pointer, "found " + what + "; wanted " + wanted);
  }

  List<String> all() {
    return List.copyOf(all);
  }

  private static String shown(JsonNode found) {
    String text = found.toString();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
