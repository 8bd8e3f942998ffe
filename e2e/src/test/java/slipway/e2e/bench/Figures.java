package slipway.e2e.bench;

import java.util.List;

/// What some runs of the same came to.
record Figures(double median, double least, double most) {
  static Figures of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there is no run");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int count = sorted.length;
    return new Figures(
        (sorted[(count - 1) / 2] + sorted[count / 2]) / 2, sorted[0], sorted[count - 1]);
  }
}
