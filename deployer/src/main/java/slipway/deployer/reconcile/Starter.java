package slipway.deployer.reconcile;

import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Action.StartRelease;
import slipway.deployer.plan.Action.StartRelease.Purpose;
import slipway.deployer.plan.Release;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.reconcile.HealthCheck.Verdict;
import slipway.deployer.reconcile.PassView.Stage;
import slipway.deployer.reconcile.Timings.Phase;
import slipway.unit.UnitRenderer;

/// Starts one release and records how far it got, so that a pass that ends in the middle is taken
/// up where it was.
final class Starter {
  private final Edges edges;
  private final Clock clock;
  private final Course course;

  Starter(Edges edges, Clock clock, Course course) {
    this.edges = edges;
    this.clock = clock;
    this.course = course;
  }

  /// Why the release does not work, null where it does.
  @Nullable String start(StartRelease start) throws HostException, InterruptedException {
    course.progress().at(Stage.STARTING, List.of(start.service()));
    String failure = job(start);
    if (failure == null) {
      course.progress().at(Stage.CHECKING, List.of(start.service()));
      failure = health(start);
    }
    course.meter().started(start, failure == null);
    Release release = start.release();
    if (failure == null) {
      record(start, service -> service.confirmed(release));
    } else if (start.purpose() == Purpose.DEPLOY) {
      String reason = failure;
      course
          .journal()
          .record(state ->
              state.with(
                  start.service(), service -> service.failed(release, reason, clock.instant())));
    }
    return failure;
  }

  private @Nullable String job(StartRelease start) throws HostException {
    return switch (start.how()) {
      case START -> job(start, () -> edges.units().start(start.unit()));
      case RESTART -> job(start, () -> edges.units().restart(start.unit()));
      case REBIND -> rebind(start);
      case CONFIRM -> {
        record(start, service -> service.started(start.release()));
        yield null;
      }
    };
  }

  /// The socket goes before the start is recorded: from then on it counts as the release's own.
  private @Nullable String rebind(StartRelease start) throws HostException {
    String socket = UnitRenderer.socketUnit(start.release().service());
    return switch (course.timings().timed(Phase.JOBS, () -> edges.units().stop(socket))) {
      case JobResult.Done() -> job(start, () -> edges.units().restart(start.unit()));
      case JobResult.NotDone(String _, String detail) -> detail;
    };
  }

  private @Nullable String job(StartRelease start, Job job) throws HostException {
    if (start.purpose() == Purpose.REPAIR) {
      // A full disk must not keep down what worked.
      course
          .journal()
          .recordIfPossible(
              state -> state.with(start.service(), known -> known.repaired(clock.instant())));
    }
    record(start, service -> service.starting(start.release()));
    JobResult result = course.timings().timed(Phase.JOBS, job::run);
    return switch (result) {
      case JobResult.Done() -> {
        record(start, service -> service.started(start.release()));
        yield null;
      }
      case JobResult.NotDone(String _, String detail) -> detail;
    };
  }

  private @Nullable String health(StartRelease start) throws InterruptedException {
    Verdict verdict =
        course
            .timings()
            .timed(
                Phase.HEALTH,
                () -> edges.health().await(start.instance().asItRuns(), start.unit()));
    return switch (verdict) {
      case Verdict.Healthy() -> null;
      case Verdict.Unhealthy(String reason) -> reason;
    };
  }

  /// A repair changes nothing that is remembered of the release: it worked and still is the right
  /// one. Nor does a move, before visitors are to reach where it leads: what is remembered until
  /// then is what they reach, and an instance that nobody reaches can be started anew.
  private void record(StartRelease start, UnaryOperator<ServiceRecord> change)
      throws HostException {
    if (start.purpose() != Purpose.REPAIR && !start.moves()) {
      course.journal().record(state -> state.with(start.service(), change));
    }
  }

  /// A job of systemd, awaited.
  private interface Job {
    JobResult run() throws HostException;
  }
}
