package slipway.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        + " release before, which differs in its top and was pushed from this machine, or nothing."
        + " The floor is plain `nix copy --to` the same bucket through the same delay, with nothing"
        + " remembered; usual is the same on a machine where Nix remembers the push before. *Anew* is"
        + " Slipway, too, with nothing remembered";
  }

  @Override
  public String note() {
    return "with all of it missing there is nothing to remember.";
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
          add(samples, what, Party.FLOOR, times.get(PushWay.PLAIN));
          add(samples, what, Party.USUAL, times.get(PushWay.PLAIN_AGAIN));
          add(samples, what, Party.SLIPWAY, times.get(PushWay.SLIPWAY));
          lines.add(samples.line(name(), what, Unit.SECONDS, PullRow.targets(road, missing)));
          List<Double> anew = times.get(PushWay.SLIPWAY_ANEW);
          if (anew != null) {
            String apart = what + ", anew";
            add(samples, apart, Party.FLOOR, times.get(PushWay.PLAIN));
            add(samples, apart, Party.SLIPWAY, anew);
            lines.add(samples.line(name(), apart, Unit.SECONDS));
          }
        }
      }
    }
    return lines;
  }

  private static void add(Samples samples, String what, Party party, @Nullable List<Double> times) {
    if (times != null) {
      times.forEach(value -> samples.add(what, party, value));
    }
  }
}
