package slipway.deployer.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import slipway.deployer.metrics.Tally.Last;
import slipway.deployer.reconcile.Refusal;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.manifest.StorePath;
import slipway.report.ReportedHealth;
import slipway.report.ReportedState;
import slipway.report.RunningRelease;
import slipway.report.ServiceReport;

class ExpositionTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void everyMetricIsThereOnceWithHelpAndType() {
    String text = text(tally(), service("shop", "abc"));
    for (Metric metric : Metric.values()) {
      assertEquals(1, lines(text, "# HELP " + metric.title() + " ").size(), metric.title());
      String type = metric.type() == Metric.Type.INFO ? "gauge" : metric.type().name();
      assertEquals(
          List.of("# TYPE " + metric.title() + " " + type.toLowerCase(Locale.ROOT)),
          lines(text, "# TYPE " + metric.title() + " "));
    }
    assertEquals(Metric.values().length, lines(text, "# TYPE ").size(), text);
  }

  /// node_exporter refuses a whole file for one.
  @Test
  void noSampleHasATimeOfItsOwn() {
    for (String line : text(tally(), service("shop", "abc")).lines().toList()) {
      assertTrue(line.startsWith("# ") || line.matches("[a-z_]+(\\{[^}]*\\})? [0-9.E+-]+"), line);
    }
  }

  @Test
  void aLabelCannotEndItsLine() {
    String revision = "a\"} 1\nslipway_paused 7\\";
    String text = text(tally(), service("shop", revision));
    assertTrue(text.contains("revision=\"a\\\"} 1"), text);
    assertEquals(List.of("slipway_paused 0.0"), lines(text, "slipway_paused"));
  }

  @Test
  void thereIsAStateForEachAndOneOfThemHolds() {
    List<String> states = lines(text(tally(), service("shop", "a")), "slipway_service_state{");
    assertEquals(ReportedState.values().length, states.size());
    assertEquals(1, states.stream().filter(line -> line.endsWith(" 1.0")).count());
  }

  @Test
  void aHistogramAddsUp() {
    Tally tally =
        Tally.NOTHING
            .took(Phase.COPY, Duration.ofMillis(50))
            .took(Phase.COPY, Duration.ofMillis(60))
            .took(Phase.COPY, Duration.ofHours(2));
    String text = text(tally, service("shop", "a"));
    assertEquals("1", bucket(text, "0.05"));
    assertEquals("2", bucket(text, "0.1"));
    assertEquals("2", bucket(text, "3600.0"));
    assertEquals("3", bucket(text, "+Inf"));
  }

  private static String bucket(String text, String bound) {
    String series = "slipway_deploy_duration_seconds_bucket{phase=\"copy\",le=\"" + bound + "\"} ";
    return lines(text, series).getFirst().substring(series.length());
  }

  /// As many series as the largest manifest can make; a scrape of them is some megabytes.
  @Test
  void theLargestManifestBoundsTheSeries() {
    List<ServiceReport> services =
        IntStream.range(0, 2000)
            .mapToObj(number -> service("s" + number, "a".repeat(40)))
            .collect(Collectors.toCollection(ArrayList::new));
    Standing standing = new Standing(NOW, false, services);
    String text = new Exposition("1").text(tally(), standing, NOW);
    long perService = ReportedState.values().length + 5L;
    assertEquals(2000 * perService, text.lines().filter(line -> line.contains("service=")).count());
    assertTrue(text.length() < 4_000_000, () -> text.length() + " characters");
  }

  @Test
  void aTallyIsReadAsItWasWritten() {
    Tally tally = tally();
    assertEquals(tally, TallyJson.read(TallyJson.write(tally)));
    assertEquals(Tally.NOTHING, TallyJson.read(TallyJson.write(Tally.NOTHING)));
  }

  @Test
  void labelsAreNamedOnce() {
    for (Metric metric : Metric.values()) {
      assertEquals(metric.labels().size(), Set.copyOf(metric.labels()).size());
    }
    assertEquals(
        Metric.values().length,
        Arrays.stream(Metric.values()).map(Metric::title).distinct().count());
  }

  private static Tally tally() {
    return Tally.NOTHING
        .with(Tally.NOTHING.times().polled(NOW).passed(NOW))
        .pulled(12)
        .refused(Refusal.OLDER)
        .passed(Outcome.OK, new Last(0, true))
        .with("shop", counts -> counts.deployed(true).deployed(false).rolledBack().repaired())
        .took(Phase.COPY, Duration.ofSeconds(3));
  }

  private static String text(Tally tally, ServiceReport service) {
    return new Exposition("1.2.3").text(tally, new Standing(NOW, false, List.of(service)), NOW);
  }

  private static ServiceReport service(String name, @Nullable String revision) {
    return new ServiceReport(
        name,
        null,
        ReportedState.DEPLOYED,
        null,
        new RunningRelease(3, new StorePath("0".repeat(32), name + "-1"), revision, null, null),
        ReportedHealth.HEALTHY,
        0,
        null);
  }

  private static List<String> lines(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).toList();
  }
}
