package slipway.e2e.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import slipway.deployer.metrics.Metric;
import slipway.deployer.metrics.Outcome;
import slipway.deployer.reconcile.Refusal;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.report.ReportedState;

class MetricsReferenceTest {
  private static final String PATH = "docs/reference/metrics.md";

  /// Where this fails, what it wanted is what belongs into the table.
  @Test
  void theTableIsThatOfTheCode() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      all.put(metric.title(), row(metric));
    }
    assertEquals(lines(all), lines(Document.read(PATH).rows("All of them")));
  }

  private static String row(Metric metric) {
    String labels =
        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    return "%s | %s | %s | %s"
        .formatted(
            metric.type().name().toLowerCase(Locale.ROOT),
            metric.unit(),
            labels.isEmpty() ? "-" : labels,
            metric.help());
  }

  private static String lines(Map<String, String> rows) {
    return rows.entrySet().stream()
        .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |")
        .collect(Collectors.joining("\n"));
  }

  @Test
  void theWordsOfLabelsAreThoseOfTheCode() throws IOException {
    assertWords("reason", Refusal.values());
    assertWords("result of a pass", Outcome.values());
    assertWords("state", ReportedState.values());
    assertWords("phase", Phase.values());
  }

  private static void assertWords(String heading, Enum<?>... constants) throws IOException {
    Set<String> words =
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(words, new TreeSet<>(Document.read(PATH).rows(heading).keySet()));
  }
}
