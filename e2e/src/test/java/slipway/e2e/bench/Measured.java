package slipway.e2e.bench;

import java.util.Map;

/// What `e2e/beside/measure` has printed about a process and those it waited for.
record Measured(double wallSeconds, double cpuSeconds, double peakMebibytes) {
  static final String WALL = "wall";
  static final String CPU = "CPU";
  static final String PEAK = "peak memory";

  static Measured parse(String printed) {
    String[] words = printed.strip().split(" ", -1);
    return new Measured(
        Double.parseDouble(words[0]),
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]) / 1024);
  }

  Map<String, Double> all() {
    return Map.of(WALL, wallSeconds, CPU, cpuSeconds, PEAK, peakMebibytes);
  }
}
