package slipway.deployer.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import slipway.deployer.plan.Action.StartRelease;
import slipway.unit.Instance;

/// Orders starts by the `after` and `requires` of the services among themselves.
final class Waves {
  private Waves() {}

  /// A circle of services has no first one; what is left of it starts together, as in systemd.
  static List<StartRelease> order(List<StartRelease> starts) {
    List<StartRelease> ordered = new ArrayList<>();
    List<StartRelease> waiting = new ArrayList<>(starts);
    for (int wave = 0; !waiting.isEmpty(); wave++) {
      Set<String> notYet = new HashSet<>();
      waiting.forEach(start -> notYet.add(unit(start)));
      List<StartRelease> free = new ArrayList<>();
      List<StartRelease> bound = new ArrayList<>();
      waiting.forEach(start -> (waitsFor(start, notYet) ? bound : free).add(start));
      List<StartRelease> next = free.isEmpty() ? waiting : free;
      for (StartRelease start : next) {
        ordered.add(
            new StartRelease(
                start.release(),
                start.instance(),
                start.how(),
                start.purpose(),
                start.moves(),
                wave));
      }
      waiting = free.isEmpty() ? List.of() : bound;
    }
    return ordered;
  }

  /// By which other services name it, whichever instance it is.
  private static String unit(StartRelease start) {
    return new Instance(start.release().service(), null).mainUnit();
  }

  private static boolean waitsFor(StartRelease start, Set<String> units) {
    var systemd = start.release().service().systemd();
    return systemd.after().stream().anyMatch(units::contains)
        || systemd.requires().stream().anyMatch(units::contains);
  }
}
