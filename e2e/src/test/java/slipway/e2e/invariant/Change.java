package slipway.e2e.invariant;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What one push makes of the services of a manifest.
///
/// @param before the services as they were asked for, by the site's short names
/// @param after as they are now
public record Change(
    Kind kind, SortedMap<String, Version> before, SortedMap<String, Version> after) {
  /// What it is about.
  public enum Kind {
    DEPLOY,
    UPDATE,
    CONFIGURE,
    ROLLBACK,
    FAIL,
    REMOVE
  }

  public Change {
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
  }

  /// Services that are there before and after, and not as they were.
  public Set<String> changed() {
    return stay().stream()
        .filter(service -> !before.get(service).equals(after.get(service)))
        .collect(Collectors.toSet());
  }

  /// Services that are there before and after.
  public Set<String> stay() {
    Set<String> stay = new TreeSet<>(before.keySet());
    stay.retainAll(after.keySet());
    return stay;
  }

  /// Services that are there before or after, and not as they were.
  public Set<String> touched() {
    Set<String> touched = new TreeSet<>(before.keySet());
    touched.addAll(after.keySet());
    touched.removeIf(
        service -> before.containsKey(service) && before.get(service).equals(after.get(service)));
    return touched;
  }

  /// Services that are asked for, from now on, in a version that cannot work.
  public Set<String> broken() {
    return changed().stream()
        .filter(service -> !after.get(service).works())
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return kind + " " + touched().stream().map(each -> each + "=" + after.get(each)).toList();
  }
}
