package slipway.e2e.pull;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/// What [Puller] has printed, as people read it: seconds, and how many times as long plain Nix
/// took.
final class PullTable {
  private PullTable() {}

  static void print(List<String> cells, PrintStream out) {
    out.println("| round trip | missing | way | median s | min | max | plain takes |");
    out.println("|---|---|---|---|---|---|---|");
    double plain = Double.NaN;
    for (String cell : cells) {
      String[] words = cell.split(" ", -1);
      double[] seconds =
          Arrays.stream(words).skip(3).mapToDouble(Double::parseDouble).sorted().toArray();
      double median = (seconds[(seconds.length - 1) / 2] + seconds[seconds.length / 2]) / 2;
      Way way = Way.valueOf(words[2]);
      if (way == Way.PLAIN) {
        plain = median;
      }
      out.printf(
          "| %s ms | %s | %s | %.2f | %.2f | %.2f | %s |%n",
          words[0],
          words[1],
          way.title(),
          median,
          seconds[0],
          seconds[seconds.length - 1],
          Double.isNaN(plain) ? "-" : "%.1f times as long".formatted(plain / median));
    }
  }
}
