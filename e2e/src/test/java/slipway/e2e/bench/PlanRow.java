package slipway.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import slipway.deployer.plan.PlanBench;

/// A plan for a host of many services of which some have changed, in a JVM that has made such plans
/// before.
record PlanRow() implements Row {
  private static final int CHANGED = 50;
  private static final Duration WARM = Duration.ofSeconds(3);
  private static final String GROWTH = "a service of 20,000 against one of 2,000";

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public String about() {
    return "the plan for a host on which 50 services have changed, in a JVM that has made such plans"
        + " before, compiled as the deployer is. The floor is `diff -rq` of the unit files that are"
        + " wanted and those that are there, which reads them and plans nothing";
  }

  @Override
  public String note() {
    return "nobody else plans.";
  }

  @Override
  public List<Line> measure(Stage stage, int runs) throws Exception {
    Samples samples = measure(stage, runs, 200);
    Samples thousands = measure(stage, runs, 2_000);
    Samples most = measure(stage, runs, 20_000);
    Line many = most.line(name(), what(20_000), Unit.MILLISECONDS);
    Line some = thousands.line(name(), what(2_000), Unit.MILLISECONDS);
    Samples growth = new Samples();
    growth.add(GROWTH, Party.SLIPWAY, many.slipway().median() / some.slipway().median() / 10);
    return List.of(
        samples.line(name(), what(200), Unit.MILLISECONDS),
        thousands.line(name(), what(2_000), Unit.MILLISECONDS, Target.under(20, Unit.MILLISECONDS)),
        many,
        growth.line(name(), GROWTH, Unit.TIMES, Target.under(1.5, Unit.TIMES)));
  }

  private static String what(int services) {
    return String.format(Locale.ROOT, "%,d services", services);
  }

  private static Samples measure(Stage stage, int runs, int services) throws Exception {
    PlanBench bench = new PlanBench(services, CHANGED);
    Path directory = Files.createTempDirectory(Path.of("/dev/shm"), "plan-bench-");
    Path wanted = write(directory.resolve("wanted"), bench.wantedUnits());
    Path found = write(directory.resolve("found"), bench.foundUnits());
    List<String> diff =
        List.of(
            "sh",
            "-c",
            "diff -rq \"$1\" \"$2\" >/dev/null; test $? = 1",
            "sh",
            wanted.toString(),
            found.toString());
    long warm = System.nanoTime() + WARM.toNanos();
    while (System.nanoTime() < warm) {
      bench.plan();
    }
    try {
      return Contender.takeTurns(
          runs,
          Map.of(
              Party.SLIPWAY, _ -> Map.of(what(services), plan(bench)),
              Party.FLOOR, _ -> Map.of(what(services), stage.here(diff).wallSeconds() * 1e3)));
    } finally {
      delete(directory);
    }
  }

  private static double plan(PlanBench bench) {
    long begin = System.nanoTime();
    int actions = bench.plan();
    double millis = (System.nanoTime() - begin) / 1e6;
    if (actions < CHANGED) {
      throw new IllegalStateException("%d actions for %d changes".formatted(actions, CHANGED));
    }
    return millis;
  }

  private static Path write(Path directory, Map<String, String> files) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
    return directory;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
