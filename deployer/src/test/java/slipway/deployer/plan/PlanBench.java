package slipway.deployer.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.unit.UnitContext;
import slipway.unit.UnitFile;
import slipway.unit.UnitRenderer;

/// How long a plan takes for a host that runs what it should but for 50 services: a line for 200,
/// 2,000 and 20,000 of them, the median of runs after the JVM has warmed up. Run by `make bench`:
/// its name keeps it from the tests.
class PlanBench {
  private static final UnitContext CONTEXT = new UnitContext("slipway");
  private static final int CHANGED = 50;
  private static final int RUNS = 31;
  private static final Duration WARM = Duration.ofSeconds(3);

  @Test
  void aPlanForAHostOfManyServices() {
    for (int services : new int[] {200, 2_000, 20_000}) {
      Host host = Host.of(services);
      long warm = System.nanoTime() + WARM.toNanos();
      while (System.nanoTime() < warm) {
        host.plan();
      }
      long[] nanos = new long[RUNS];
      int actions = 0;
      for (int run = 0; run < RUNS; run++) {
        long begin = System.nanoTime();
        actions = host.plan().actions().size();
        nanos[run] = System.nanoTime() - begin;
      }
      Arrays.sort(nanos);
      System.out.printf(
          "plan of %6d services, %d changed: %7.2f ms (%.2f to %.2f), %d actions%n",
          services,
          CHANGED,
          millis(nanos[RUNS / 2]),
          millis(nanos[0]),
          millis(nanos[RUNS - 1]),
          actions);
    }
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private record Host(List<Candidate> wanted, HostState state, Observed observed) {
    static Host of(int services) {
      List<Candidate> wanted = new ArrayList<>();
      HostState state = HostState.EMPTY;
      Map<String, ServiceRecord> records = new TreeMap<>();
      Map<String, ObservedUnit> units = new HashMap<>();
      Map<String, StorePath> profiles = new HashMap<>();
      Map<String, Set<StorePath>> paths = new HashMap<>();
      Set<StorePath> present = new HashSet<>();
      Map<String, Route> routes = new HashMap<>();
      for (int number = 0; number < services; number++) {
        String name = "service-" + number;
        int port = 1024 + number;
        Service runs = Samples.web(name, 1, port);
        wanted.add(Candidate.of(number < CHANGED ? Samples.web(name, 2, port) : runs));
        records.put(name, ServiceRecord.NONE.confirmed(Samples.release(1, runs)));
        for (UnitFile file : UnitRenderer.render(runs, CONTEXT)) {
          units.put(
              file.name(),
              new ObservedUnit(file.content(), new Loaded.Ours(), Activity.ACTIVE, false));
        }
        profiles.put(name, runs.storePath());
        paths.put(name, Set.of(runs.storePath()));
        present.add(runs.storePath());
        routes.put(name, Route.of(runs).orElseThrow());
      }
      return new Host(
          wanted,
          new HostState(state.accepted(), new TreeMap<>(records)),
          new Observed(
              units, profiles, paths, paths, present, new RouteTable.Known(routes), Set.of()));
    }

    Plan plan() {
      return new Planner(CONTEXT).converge(wanted, Set.of(), state, observed, Samples.NOW);
    }
  }
}
