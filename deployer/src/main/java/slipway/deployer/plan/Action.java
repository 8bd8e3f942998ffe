package slipway.deployer.plan;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import slipway.manifest.StorePath;

/// One step of a plan. The order of the steps is the plan's; a step by itself can be repeated
/// without harm.
public sealed interface Action {
  /// What `plan` prints: a verb, the service and the object.
  String describe();

  /// A step for one service. It is left out where an earlier step for that service failed.
  sealed interface ForService extends Action {
    String service();
  }

  /// Makes a garbage collector root, also for a path that is not there yet.
  record AddRoot(String service, StorePath path) implements ForService {
    @Override
    public String describe() {
      return line("root", service, path);
    }
  }

  /// Copies every missing closure in one go.
  record CopyClosures(SortedMap<String, StorePath> byService) implements Action {
    @Override
    public String describe() {
      return byService.entrySet().stream()
          .map(entry -> line("copy", entry.getKey(), entry.getValue()))
          .collect(Collectors.joining("\n"));
    }
  }

  /// Asks whether the release can start here at all, before anything that runs is touched.
  record CheckRelease(Release release, String unit) implements ForService {
    @Override
    public String service() {
      return release.service().name();
    }

    @Override
    public String describe() {
      return line("check", service(), "release " + release.number());
    }
  }

  record SetProfile(String service, StorePath path) implements ForService {
    @Override
    public String describe() {
      return line("profile", service, path);
    }
  }

  record WriteUnit(String service, UnitFile unit) implements ForService {
    @Override
    public String describe() {
      return line("write", service, unit.name());
    }
  }

  /// Links the named files and makes systemd read all that changed, once.
  record LoadUnits(SortedSet<String> names) implements Action {
    @Override
    public String describe() {
      return line("load", "-", names.isEmpty() ? "daemon-reload" : String.join(" ", names));
    }
  }

  /// Starts a release, awaits the job and its health, and records what came of it.
  ///
  /// @param wave starts of one wave run in parallel; a wave begins when the one before has ended
  record StartRelease(Release release, String unit, How how, Purpose purpose, int wave)
      implements ForService {
    /// What has to be done to the unit.
    public enum How {
      START,
      RESTART,
      /// Nothing: the process is the right one and only its health is unknown.
      CONFIRM
    }

    /// What a failure of the start means.
    public enum Purpose {
      /// A new release: a failure is remembered, and the next plan leads back.
      DEPLOY,
      /// The release that worked before: it is tried again by the next pass.
      REPAIR,
      /// The way back from a failed release: as REPAIR, and what failed first stays the reason.
      RETURN
    }

    @Override
    public String service() {
      return release.service().name();
    }

    @Override
    public String describe() {
      String verb =
          switch (how) {
            case START -> "start";
            case RESTART -> "restart";
            case CONFIRM -> "confirm";
          };
      return line(verb, service(), unit + " release " + release.number());
    }
  }

  /// Puts and drops routes in one write. A service that failed before is left out of it.
  record UpdateRoutes(List<Route> put, SortedSet<String> drop) implements Action {
    @Override
    public String describe() {
      String puts =
          put.stream()
              .map(route ->
                  line(
                      "route",
                      route.service(),
                      route.domain() + route.path() + " -> 127.0.0.1:" + route.port()))
              .collect(Collectors.joining("\n"));
      String drops =
          drop.stream()
              .map(service -> line("unroute", service, ""))
              .collect(Collectors.joining("\n"));
      return (puts + "\n" + drops).strip();
    }
  }

  record StopUnit(String service, String unit) implements ForService {
    @Override
    public String describe() {
      return line("stop", service, unit);
    }
  }

  record DeleteUnit(String service, String unit) implements ForService {
    @Override
    public String describe() {
      return line("delete", service, unit);
    }
  }

  /// Deletes the generations of the profile that lead elsewhere.
  record PruneProfile(String service, SortedSet<StorePath> keep) implements ForService {
    @Override
    public String describe() {
      return line("prune", service, "keeps " + keep.size());
    }
  }

  record RemoveProfile(String service) implements ForService {
    @Override
    public String describe() {
      return line("unprofile", service, "");
    }
  }

  record DropRoot(String service, StorePath path) implements ForService {
    @Override
    public String describe() {
      return line("unroot", service, path);
    }
  }

  /// Records that nothing of the service runs here; what failed stays known.
  record RecordStopped(String service) implements ForService {
    @Override
    public String describe() {
      return line("record", service, "stopped");
    }
  }

  /// Forgets the service; the last step of its removal.
  record Forget(String service) implements ForService {
    @Override
    public String describe() {
      return line("forget", service, "");
    }
  }

  private static String line(String verb, String service, Object what) {
    return "%-9s %-20s %s".formatted(verb, service, what).stripTrailing();
  }
}
