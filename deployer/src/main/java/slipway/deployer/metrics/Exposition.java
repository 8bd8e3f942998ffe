package slipway.deployer.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static slipway.deployer.metrics.TallyJson.word;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipway.deployer.reconcile.Refusal;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.report.ReportedState;
import slipway.report.RunningRelease;
import slipway.report.ServiceReport;

/// The numbers of this host in Prometheus' text format, by its own client.
final class Exposition {
  /// Of the answer to a scrape.
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final String version;

  /// @param version of the deployer
  Exposition(String version) {
    this.version = version;
  }

  /// @param standing null before a pass has looked
  String text(Tally tally, @Nullable Standing standing, Instant now) {
    Samples samples = new Samples();
    for (Metric metric : Metric.values()) {
      add(samples, metric, tally);
      if (standing != null) {
        add(samples, metric, tally, standing, now);
      }
    }
    return written(samples.snapshots());
  }

  /// What is known at any time. Words of a closed set are there from the beginning, at zero: a
  /// first failure has to be an increase.
  private void add(Samples to, Metric metric, Tally tally) {
    switch (metric) {
      case BUILD -> to.add(metric, 1, version);
      case POLLED -> to.add(metric, Pulse.seconds(tally.times().polled()));
      case PASSED -> to.add(metric, Pulse.seconds(tally.times().passed()));
      case PULLED -> to.add(metric, tally.pulled());
      case EXIT_CODE -> {
        if (tally.last() != null) {
          to.add(metric, tally.last().exitCode());
        }
      }
      case PASSES ->
          Arrays.stream(Outcome.values())
              .forEach(outcome ->
                  to.add(metric, tally.passes().getOrDefault(outcome, 0L), word(outcome)));
      case REFUSED ->
          Arrays.stream(Refusal.values())
              .forEach(
                  reason -> to.add(metric, tally.refused().getOrDefault(reason, 0L), word(reason)));
      case DURATION ->
          Arrays.stream(Phase.values())
              .forEach(phase ->
                  to.add(
                      metric, tally.durations().getOrDefault(phase, Durations.NONE), word(phase)));
      case PAUSED, GENERATION, AGE, STATE, RELEASE, DEPLOYS, ROLLBACKS, REPAIRS -> {}
    }
  }

  /// What a pass has to have looked for.
  private static void add(Samples to, Metric metric, Tally tally, Standing standing, Instant now) {
    Stream<ServiceReport> services = standing.services().stream();
    Instant generation = standing.generation();
    switch (metric) {
      case PAUSED -> to.add(metric, standing.paused() ? 1 : 0);
      case GENERATION -> {
        if (generation != null) {
          to.add(metric, Pulse.seconds(generation));
        }
      }
      case AGE -> {
        if (generation != null) {
          to.add(metric, Pulse.seconds(generation, now));
        }
      }
      case STATE -> services.forEach(service -> addState(to, service));
      case RELEASE -> services.forEach(service -> addRelease(to, service));
      case DEPLOYS ->
          services
              .map(ServiceReport::name)
              .forEach(name -> {
                to.add(metric, tally.service(name).deployed(), name, "works");
                to.add(metric, tally.service(name).failed(), name, "failed");
              });
      case ROLLBACKS ->
          services
              .map(ServiceReport::name)
              .forEach(name -> to.add(metric, tally.service(name).rollbacks(), name));
      case REPAIRS ->
          services
              .map(ServiceReport::name)
              .forEach(name -> to.add(metric, tally.service(name).repairs(), name));
      case BUILD, POLLED, PASSED, PULLED, EXIT_CODE, PASSES, REFUSED, DURATION -> {}
    }
  }

  private static void addState(Samples to, ServiceReport service) {
    for (ReportedState state : ReportedState.values()) {
      to.add(Metric.STATE, service.state() == state ? 1 : 0, service.name(), word(state));
    }
  }

  private static void addRelease(Samples to, ServiceReport service) {
    RunningRelease runs = service.runs();
    if (runs != null) {
      to.add(
          Metric.RELEASE,
          1,
          service.name(),
          Integer.toString(runs.number()),
          runs.storePath().toString(),
          runs.revision() == null ? "" : runs.revision());
    }
  }

  private static String written(MetricSnapshots snapshots) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, snapshots);
    } catch (IOException e) {
      throw new UncheckedIOException("into memory", e);
    }
    return text.toString(UTF_8);
  }
}
