package slipway.push.preview;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Names that came, went, or stand for something else now. Never what they stand for.
public record NamesDifference(List<String> added, List<String> removed, List<String> changed) {
  public NamesDifference {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  static NamesDifference between(List<String> before, List<String> after) {
    return between(byName(before), byName(after));
  }

  static NamesDifference between(Map<String, String> before, Map<String, String> after) {
    Map<String, String> was = new TreeMap<>(before);
    Map<String, String> is = new TreeMap<>(after);
    return new NamesDifference(
        is.keySet().stream().filter(name -> !was.containsKey(name)).toList(),
        was.keySet().stream().filter(name -> !is.containsKey(name)).toList(),
        is.keySet().stream()
            .filter(name -> was.containsKey(name) && !was.get(name).equals(is.get(name)))
            .toList());
  }

  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  private static Map<String, String> byName(List<String> names) {
    return names.stream().collect(Collectors.toMap(Function.identity(), _ -> ""));
  }
}
