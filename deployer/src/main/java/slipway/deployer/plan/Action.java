package slipway.deployer.plan;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import slipway.manifest.StorePath;
import slipway.unit.Instance;
import slipway.unit.UnitFile;

/// One step of a plan. The order of the steps is the plan's; a step by itself can be repeated
/// without harm.
public sealed interface Action {

  /// A step for one service. It is left out where an earlier step for that service failed.
  sealed interface ForService extends Action {
    String service();
  }

  /// Makes a garbage collector root, also for a path that is not there yet.
  record AddRoot(String service, StorePath path) implements ForService {}

  /// Copies every missing closure in one go.
  record CopyClosures(SortedMap<String, StorePath> byService) implements Action {}

  /// Asks whether the release can start here at all, before anything that runs is touched.
  record CheckRelease(Release release, Instance instance) implements ForService {
    @Override
    public String service() {
      return release.service().name();
    }
  }

  record SetProfile(String service, StorePath path) implements ForService {}

  record WriteUnit(String service, UnitFile unit) implements ForService {}

  /// Links the files and makes systemd read all that changed, once.
  ///
  /// @param byUnit the service of each unit; empty after deletions
  record LoadUnits(SortedMap<String, String> byUnit) implements Action {}

  /// Starts a release, awaits the job and its health, and records what came of it.
  ///
  /// @param moves whether something else runs on until this one has proved healthy; then nothing
  ///   but a failure is recorded before visitors are to reach it
  /// @param wave starts of one wave run in parallel; a wave begins when the one before has ended
  record StartRelease(
      Release release, Instance instance, How how, Purpose purpose, boolean moves, int wave)
      implements ForService {
    /// What has to be done to the unit.
    public enum How {
      START,
      RESTART,
      /// As RESTART, after the socket of the service was closed: it is not to stay as it is.
      REBIND,
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

    public String unit() {
      return instance.mainUnit();
    }
  }

  /// Records that visitors are to reach this instance, and until when the one before may go on.
  record Serve(Release release, Instance instance) implements ForService {
    @Override
    public String service() {
      return release.service().name();
    }
  }

  /// Leads visitors to the instance on that side, without a write to the proxy.
  record Point(String service, Side side) implements ForService {}

  /// Puts and drops routes in one write. A service that failed before is left out of it.
  record UpdateRoutes(List<Route> put, SortedSet<String> drop) implements Action {}

  record StopUnit(String service, String unit) implements ForService {}

  record DeleteUnit(String service, String unit) implements ForService {}

  /// Deletes the generations of the profile that lead elsewhere.
  record PruneProfile(String service, SortedSet<StorePath> keep) implements ForService {}

  record RemoveProfile(String service) implements ForService {}

  record DropRoot(String service, StorePath path) implements ForService {}

  /// Records that nothing of the service runs here; what failed stays known.
  record RecordStopped(String service) implements ForService {}

  /// Records that the instance which visitors left is stopped.
  record RecordDrained(String service, Draining draining) implements ForService {}

  /// Forgets the service; the last step of its removal.
  record Forget(String service) implements ForService {}
}
