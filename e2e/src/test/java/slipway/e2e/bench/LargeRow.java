package slipway.e2e.bench;

import java.util.List;
import slipway.e2e.pull.PullBench;
import slipway.e2e.pull.Puller;

/// A closure of a gibibyte in four archives, on the loopback.
record LargeRow() implements Row {
  private static final int PARTS = 4;
  private static final int MEBIBYTES = 256;
  private static final String SECONDS = "1 GiB";
  private static final String PEAK = "peak memory of the deployer's process";
  private static final String GROWTH = "its growth while copying";

  @Override
  public String name() {
    return "large";
  }

  @Override
  public String about() {
    return "a closure of 1 GiB in four archives that do not compress, without delay, as in `pull`."
        + " Memory is that of the process that holds the deployer's code, without the Nix that it"
        + " runs";
  }

  @Override
  public List<Line> measure(Stage stage, int runs) throws Exception {
    String top = stage.ground().closures().large(PARTS, MEBIBYTES);
    stage.ground().push(List.of(top));
    List<PullBench.Cell> cells =
        new PullBench(stage.ground()).measure(top, runs, List.of(PARTS + 1), List.of("0"));
    Samples samples = new Samples();
    for (PullBench.Cell cell : cells) {
      PullRow.add(samples, SECONDS, cell);
      switch (cell.what()) {
        case Puller.PEAK -> cell.values().forEach(value -> samples.add(PEAK, Party.SLIPWAY, value));
        case Puller.GROWTH ->
            cell.values().forEach(value -> samples.add(GROWTH, Party.SLIPWAY, value));
        default -> {}
      }
    }
    return List.of(
        samples.line(name(), SECONDS, Unit.SECONDS, Target.ofTheSpeedOf(Party.FLOOR, 0.9)),
        samples.line(name(), PEAK, Unit.MEBIBYTES),
        samples.line(name(), GROWTH, Unit.MEBIBYTES, Target.under(16, Unit.MEBIBYTES)));
  }
}
