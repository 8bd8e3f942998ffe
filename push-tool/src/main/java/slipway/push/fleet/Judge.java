package slipway.push.fleet;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import slipway.report.HostReport;

/// Decides how a host stands to what is expected of it.
public final class Judge {
  private Judge() {}

  /// @param passes the finished ones, that of the newest report included
  /// @param now by the bucket's clock, as nearly as it is known
  public static Verdict judge(Expectation expected, Sighting newest, Passes passes, Instant now) {
    return switch (newest) {
      case Sighting.Never() -> new Verdict.Waiting("has never reported");
      case Sighting.Unasked(String problem) -> new Verdict.Waiting(problem);
      case Sighting.Unreadable(String problem) ->
          new Verdict.Waiting("its report cannot be read: " + problem);
      case Sighting.Reported reported -> judge(expected, reported, passes, now);
    };
  }

  /// The same once nobody waits any longer.
  public static Verdict atTheEnd(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Waiting(String known, boolean failing) ->
          failing ? new Verdict.Failed(known) : new Verdict.Late(known);
      case Verdict.Blocked(String known) -> new Verdict.Failed(known);
      case Verdict.Deployed _, Verdict.Failed _, Verdict.Superseded _, Verdict.Late _ -> verdict;
    };
  }

  private static Verdict judge(
      Expectation expected, Sighting.Reported reported, Passes passes, Instant now) {
    HostReport report = reported.report();
    if (report.accepted() == null
        || report.accepted().generation().isBefore(expected.generation())) {
      return new Verdict.Waiting(HostNotes.behind(reported, now));
    }
    List<Verdict> verdicts = new ArrayList<>();
    expected
        .services()
        .forEach((name, wanted) ->
            verdicts.add(new ServiceJudge(expected, report, passes, name).judge(wanted)));
    Verdict verdict = worst(verdicts);
    return report.paused() != null
            && verdict instanceof Verdict.Waiting(String known, boolean failing)
        ? new Verdict.Waiting(known + "; " + HostNotes.paused(report.paused()), failing)
        : verdict;
  }

  /// Nothing is final while the host still works on something.
  private static Verdict worst(List<Verdict> verdicts) {
    List<String> waiting = new ArrayList<>();
    List<String> blocked = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    List<String> superseded = new ArrayList<>();
    boolean failing = false;
    for (Verdict verdict : verdicts) {
      switch (verdict) {
        case Verdict.Deployed() -> {}
        case Verdict.Waiting(String known, boolean wrong) -> {
          waiting.add(known);
          failing |= wrong;
        }
        case Verdict.Late(String known) -> waiting.add(known);
        case Verdict.Blocked(String known) -> blocked.add(known);
        case Verdict.Failed(String reason) -> failed.add(reason);
        case Verdict.Superseded(String reason) -> superseded.add(reason);
      }
    }
    List<String> wrong = Stream.of(failed, blocked, superseded).flatMap(List::stream).toList();
    if (!waiting.isEmpty()) {
      String known = Stream.concat(waiting.stream(), wrong.stream()).collect(joining("; "));
      return new Verdict.Waiting(known, failing || !wrong.isEmpty());
    }
    if (wrong.isEmpty()) {
      return new Verdict.Deployed();
    }
    String reasons = String.join("; ", wrong);
    if (!failed.isEmpty()) {
      return new Verdict.Failed(reasons);
    }
    return blocked.isEmpty() ? new Verdict.Superseded(reasons) : new Verdict.Blocked(reasons);
  }
}
