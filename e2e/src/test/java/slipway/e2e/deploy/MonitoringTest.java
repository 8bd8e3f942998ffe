package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.e2e.host.Output;
import slipway.e2e.monitoring.Promtool;
import slipway.e2e.monitoring.Queries;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The alert rules and the dashboard of `examples/monitoring`.
@Tag("e2e")
@Tag("deploy")
class MonitoringTest {
  /// Where the whole-system tests are started.
  private static final Path EXAMPLE = Path.of("examples/monitoring").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void theAlertsFireWhereTheyShould() {
    Output tested = Promtool.run("test", "rules", EXAMPLE.resolve("alerts-test.yml").toString());
    assertEquals(0, tested.exit(), tested::toString);
  }

  @Test
  void everyAlertIsTestedAndNamesWhatThereIs() throws IOException {
    String tests = Files.readString(EXAMPLE.resolve("alerts-test.yml"));
    String rules = Files.readString(EXAMPLE.resolve("alerts.yml"));
    List<String> alerts =
        rules
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("- alert: "))
            .map(line -> line.substring("- alert: ".length()))
            .toList();
    assertFalse(alerts.isEmpty());
    for (String alert : alerts) {
      assertTrue(
          tests.contains("alertname: " + alert + "\n        exp_alerts:"), alert + " never fires");
      assertTrue(tests.contains("alertname: " + alert + "}"), alert + " always fires");
    }
    assertEquals(List.of(), Queries.unknown(rules));
  }

  @Test
  void everyQueryOfTheDashboardParsesAndNamesWhatThereIs() throws IOException {
    JsonNode dashboard =
        JsonMapper.shared().readTree(Files.readAllBytes(EXAMPLE.resolve("dashboard.json")));
    List<String> queries = new ArrayList<>();
    for (JsonNode panel : dashboard.required("panels")) {
      for (JsonNode target : panel.required("targets")) {
        queries.add(target.required("expr").stringValue());
      }
    }
    assertTrue(queries.size() > 15, queries::toString);
    for (String query : queries) {
      assertEquals(List.of(), Queries.problems(query, folder));
    }
    assertEquals(List.of(), Queries.unknown(dashboard.required("templating").toString()));
  }

  @Test
  void aQueryThatAsksForWhatIsNotThereIsFound() {
    for (String query :
        List.of(
            "slipway_pollls_total",
            "rate(slipway_deploy_duration_seconds[5m])",
            "sum by (servcie) (slipway_repairs_total)",
            "slipway_service_state{status=\"failed\"}",
            "slipway_service_state{state=\"broken\"}",
            "sum(slipway_paused",
            "time()")) {
      assertFalse(Queries.problems(query, folder).isEmpty(), query);
    }
  }
}
