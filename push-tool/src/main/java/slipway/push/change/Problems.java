package slipway.push.change;

import java.util.List;
import java.util.stream.Collectors;
import slipway.manifest.Problem;

/// Problems of a document, one a line.
final class Problems {
  private Problems() {}

  static String text(List<Problem> problems) {
    return problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n"));
  }
}
