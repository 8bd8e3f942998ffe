package slipway.push.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import slipway.push.operation.ClosureDifferences;
import slipway.push.preview.Preview;
import slipway.push.preview.ServiceEffects;

/// What is known of the closures in a preview.
final class ClosureLines {
  private ClosureLines() {}

  /// By service; without those of which nothing is known.
  static Map<String, List<String>> of(Preview preview, ClosureDifferences closures) {
    Map<String, List<String>> lines = new HashMap<>();
    for (ServiceEffects service : preview.services()) {
      service
          .closures()
          .flatMap(pair -> closures.between(pair.before(), pair.after()))
          .ifPresent(found -> lines.put(service.service(), found));
    }
    return lines;
  }
}
