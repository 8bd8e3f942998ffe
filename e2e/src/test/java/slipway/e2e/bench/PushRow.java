package slipway.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import slipway.e2e.host.S3Store;
import slipway.e2e.pull.PushBench;
import slipway.e2e.pull.PushWay;
import slipway.e2e.pull.Road;

/// A closure of 400 small paths, 22 deep, of which some are missing in the bucket, by the distance
/// of the bucket.
record PushRow() implements Row {
  private static final List<Integer> MISSING = List.of(1, 400);

  @Override
  public String name() {
    return "push";
  }

  @Override
  public String about() {
    return "`slipway cache push` of a closure of 400 small paths, 22 deep, whole process; the bucket has the"
        + " release before, which differs in its top, or nothing. The floor is plain"
        + " `nix copy --to` the same bucket through the same delay, with nothing remembered";
  }

  @Override
  public String note() {
    return "what people use is the floor.";
  }

  @Override
  public List<Line> measure(Stage stage, int runs) throws Exception {
    Samples samples = new Samples();
    List<Line> lines = new ArrayList<>();
    try (S3Store bucket = S3Store.create(stage.ground().radosgw().endpoint(), "pushes")) {
      PushBench bench =
          PushBench.on(stage.ground().host(), stage.ground().radosgw().endpoint(), bucket);
      for (String road : PullRow.ROADS) {
        for (int missing : MISSING) {
          String what = "%s, %d missing".formatted(Road.parse(road).title(), missing);
          Map<PushWay, List<Double>> times = bench.times(runs, missing, Road.parse(road));
          times
              .getOrDefault(PushWay.PLAIN, List.of())
              .forEach(value -> samples.add(what, Party.FLOOR, value));
          times
              .getOrDefault(PushWay.SLIPWAY, List.of())
              .forEach(value -> samples.add(what, Party.SLIPWAY, value));
          lines.add(samples.line(name(), what, Unit.SECONDS, PullRow.targets(road, missing)));
        }
      }
    }
    return lines;
  }
}
