package slipway.deployer.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Values of metrics, as Prometheus' client holds them.
final class Samples {
  private static final long UNKNOWN = 0;

  private final Map<Metric, List<DataPointSnapshot>> points = new EnumMap<>(Metric.class);

  /// @param labels as many as the metric has, in its order
  void add(Metric metric, Number number, String... labels) {
    double value = number.doubleValue();
    Labels all = labels(metric, labels);
    add(
        metric,
        switch (metric.type()) {
          case COUNTER -> new CounterDataPointSnapshot(value, all, null, UNKNOWN);
          case GAUGE -> new GaugeDataPointSnapshot(value, all, null);
          case INFO -> new InfoDataPointSnapshot(all);
          case HISTOGRAM -> throw new IllegalArgumentException(metric.title());
        });
  }

  void add(Metric metric, Durations value, String... labels) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < value.counts().size(); i++) {
      double bound =
          i < Durations.BOUNDS.size() ? Durations.BOUNDS.get(i) : Double.POSITIVE_INFINITY;
      buckets.bucket(bound, value.counts().get(i));
    }
    add(
        metric,
        new HistogramDataPointSnapshot(
            buckets.build(), value.seconds(), labels(metric, labels), Exemplars.EMPTY, UNKNOWN));
  }

  private void add(Metric metric, DataPointSnapshot point) {
    points.computeIfAbsent(metric, _ -> new ArrayList<>()).add(point);
  }

  private static Labels labels(Metric metric, String... values) {
    return Labels.of(metric.labels().toArray(String[]::new), values);
  }

  /// Of the metrics that have a value.
  MetricSnapshots snapshots() {
    return new MetricSnapshots(
        points.entrySet().stream().map(each -> snapshot(each.getKey(), each.getValue())).toList());
  }

  private static MetricSnapshot snapshot(Metric metric, List<DataPointSnapshot> points) {
    return switch (metric.type()) {
      case COUNTER ->
          new CounterSnapshot(
              metadata(metric, "_total"), of(CounterDataPointSnapshot.class, points));
      case GAUGE ->
          new GaugeSnapshot(metadata(metric, ""), of(GaugeDataPointSnapshot.class, points));
      case INFO ->
          new InfoSnapshot(metadata(metric, "_info"), of(InfoDataPointSnapshot.class, points));
      case HISTOGRAM ->
          new HistogramSnapshot(metadata(metric, ""), of(HistogramDataPointSnapshot.class, points));
    };
  }

  private static <P> List<P> of(Class<P> kind, List<DataPointSnapshot> points) {
    return points.stream().map(kind::cast).toList();
  }

  /// The client puts the ending on by itself.
  private static MetricMetadata metadata(Metric metric, String ending) {
    String title = metric.title();
    return new MetricMetadata(title.substring(0, title.length() - ending.length()), metric.help());
  }
}
