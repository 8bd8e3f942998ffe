package slipway.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import slipway.e2e.pull.PullBench;
import slipway.e2e.pull.Road;
import slipway.e2e.pull.Way;

/// A closure of 400 small paths, 22 deep, of which some are missing on the host, by the distance of
/// the bucket.
record PullRow() implements Row {
  private static final int LAYERS = 21;
  private static final int WIDTH = 19;
  private static final List<Integer> MISSING = List.of(1, 40, 400);

  /// As [Road#parse] reads them.
  static final List<String> ROADS = List.of("0", "20", "80", "20@100");

  /// What the two may differ by without one being slower.
  private static final double NOISE = 0.05;

  @Override
  public String name() {
    return "pull";
  }

  @Override
  public String about() {
    return "a closure of 400 small paths, 22 deep, of which some are missing on the host, copied by a"
        + " process that has copied before, over new connections. The floor is plain"
        + " `nix copy --from` of the same bucket through the same delay, with nothing remembered";
  }

  @Override
  public String note() {
    return "what people use is the floor; so it is with `large`.";
  }

  @Override
  public List<Line> measure(Stage stage, int runs) throws Exception {
    String top = stage.ground().closures().layers("bench", LAYERS, WIDTH);
    stage.ground().push(List.of(top));
    List<PullBench.Cell> cells = new PullBench(stage.ground()).measure(top, runs, MISSING, ROADS);
    Samples samples = new Samples();
    List<Line> lines = new ArrayList<>();
    for (String road : ROADS) {
      for (int missing : MISSING) {
        String what = "%s, %d missing".formatted(Road.parse(road).title(), missing);
        cells.stream()
            .filter(cell -> cell.road().equals(road) && cell.missing() == missing)
            .forEach(cell -> add(samples, what, cell));
        lines.add(samples.line(name(), what, Unit.SECONDS, targets(road, missing)));
      }
    }
    return lines;
  }

  static Target[] targets(String road, int missing) {
    return road.equals("80") && missing == 1
        ? new Target[] {Target.timesFasterThan(Party.FLOOR, 5)}
        : new Target[] {Target.notSlowerThan(Party.FLOOR, NOISE)};
  }

  /// What it says of memory is that of another row.
  static void add(Samples samples, String what, PullBench.Cell cell) {
    if (cell.what().equals(Way.PLAIN.name())) {
      cell.values().forEach(value -> samples.add(what, Party.FLOOR, value));
    } else if (cell.what().equals(Way.SLIPWAY.name())) {
      cell.values().forEach(value -> samples.add(what, Party.SLIPWAY, value));
    }
  }
}
