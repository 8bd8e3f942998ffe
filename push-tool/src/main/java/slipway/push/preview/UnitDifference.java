package slipway.push.preview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Service;
import slipway.unit.UnitContext;
import slipway.unit.UnitFile;
import slipway.unit.UnitRenderer;

/// The lines of a unit that hosts will write otherwise. Those that hold values of `env` are not
/// among them: a terminal is a log, too.
///
/// @param unit its file name
/// @param what happens to the file
public record UnitDifference(String unit, What what, List<UnitLine> lines) {
  private static final String VALUES = "Environment=";

  /// Stands in a comment only, which is not shown.
  private static final UnitContext ANY = new UnitContext("any");

  public enum What {
    ADDED,
    CHANGED,
    REMOVED
  }

  public UnitDifference {
    lines = List.copyOf(lines);
  }

  static List<UnitDifference> between(@Nullable Service before, @Nullable Service after) {
    Map<String, List<String>> was = units(before);
    Map<String, List<String>> is = units(after);
    Set<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    List<UnitDifference> differences = new ArrayList<>();
    for (String name : names) {
      List<String> lines = is.get(name);
      List<UnitLine> changes = UnitLine.between(was.getOrDefault(name, List.of()), lines);
      if (!was.containsKey(name)) {
        differences.add(new UnitDifference(name, What.ADDED, changes));
      } else if (lines == null) {
        differences.add(new UnitDifference(name, What.REMOVED, List.of()));
      } else if (!changes.isEmpty()) {
        differences.add(new UnitDifference(name, What.CHANGED, changes));
      }
    }
    return differences;
  }

  /// Whether a host restarts the service for it: it does where any line of its units differs, the
  /// values of `env` included.
  static boolean restarts(Service before, Service after) {
    return !UnitRenderer.render(before, ANY).equals(UnitRenderer.render(after, ANY));
  }

  private static Map<String, List<String>> units(@Nullable Service service) {
    Map<String, List<String>> units = new LinkedHashMap<>();
    if (service != null) {
      for (UnitFile file : UnitRenderer.render(service, ANY)) {
        units.put(file.name(), shown(file.content()));
      }
    }
    return units;
  }

  private static List<String> shown(String content) {
    return content
        .lines()
        .filter(line ->
            !line.isEmpty()
                && !line.startsWith("#")
                && !line.startsWith("[")
                && !line.startsWith(VALUES))
        .toList();
  }
}
