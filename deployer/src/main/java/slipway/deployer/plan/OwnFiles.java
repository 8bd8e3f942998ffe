package slipway.deployer.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The unit files in our directory, by the service that they belong to.
final class OwnFiles {
  private static final Comparator<String> WHAT_STARTS_FIRST =
      Comparator.comparingInt(unit -> unit.endsWith(".service") ? 1 : 0);

  private final Map<String, List<String>> byService = new HashMap<>();

  OwnFiles(Observed observed) {
    observed
        .units()
        .forEach((unit, found) -> {
          if (found.written() != null) {
            byService.computeIfAbsent(serviceOf(unit), _ -> new ArrayList<>()).add(unit);
          }
        });
    byService.values().forEach(units -> units.sort(WHAT_STARTS_FIRST));
  }

  Set<String> services() {
    return byService.keySet();
  }

  /// The timer or socket before what it starts.
  List<String> of(String service) {
    return byService.getOrDefault(service, List.of());
  }

  /// `web` for web.service, web.timer, web.socket and web@8000.service.
  private static String serviceOf(String unit) {
    int end = unit.indexOf('@');
    return unit.substring(0, end < 0 ? unit.lastIndexOf('.') : end);
  }
}
