package slipway.push.fleet;

import java.time.Instant;
import java.util.Optional;
import slipway.manifest.Generation;
import slipway.report.HostReport;
import slipway.report.ServiceReport;

/// One service of a report that is new enough.
record ServiceJudge(Expectation expected, HostReport report, Passes passes, String name) {
  /// A second pass that finds the same obstacle says that waiting does not cure it.
  private static final int ENOUGH_PASSES = 2;

  Verdict judge(Expectation.Wanted wanted) {
    Optional<ServiceReport> found =
        report.services().stream().filter(service -> service.name().equals(name)).findFirst();
    return switch (wanted) {
      case Expectation.Wanted.Gone() ->
          found.isEmpty() ? new Verdict.Deployed() : stillThere(found.get());
      case Expectation.Wanted.Runs(String fingerprint) ->
          found
              .filter(service -> fingerprint.equals(service.wanted()))
              .map(service -> judge(service, fingerprint))
              .orElseGet(() -> missing(found));
    };
  }

  private Verdict stillThere(ServiceReport service) {
    return isLater() && service.wanted() != null
        ? superseded("runs it again")
        : new Verdict.Waiting(name + ": removing");
  }

  private Verdict missing(Optional<ServiceReport> found) {
    if (isLater()) {
      return superseded(found.isEmpty() ? "removes it" : "wants another release");
    }
    return new Verdict.Waiting(name + ": not begun");
  }

  private Verdict judge(ServiceReport service, String fingerprint) {
    return switch (service.state()) {
      case DEPLOYED -> new Verdict.Deployed();
      case DEPLOYING ->
          new Verdict.Waiting(name + ": " + (service.step() == null ? "begun" : service.step()));
      case REMOVING -> new Verdict.Waiting(name + ": removing");
      case ROLLED_BACK -> failed("rolled back", service);
      case FAILED -> failed("failed", service);
      case BLOCKED -> {
        String known = name + ": blocked" + reason(service);
        yield passes.blocked(fingerprint) >= ENOUGH_PASSES
            ? new Verdict.Failed(known)
            : new Verdict.Blocked(known);
      }
    };
  }

  private Verdict failed(String how, ServiceReport service) {
    String text = name + ": " + how + reason(service);
    // A pass that is at work may be trying it once more.
    return report.running() ? new Verdict.Waiting(text, true) : new Verdict.Failed(text);
  }

  private Verdict superseded(String what) {
    Instant later =
        report.accepted() == null ? expected.generation() : report.accepted().generation();
    return new Verdict.Superseded(
        name + ": the later generation " + Generation.archiveName(later) + " " + what);
  }

  private boolean isLater() {
    return report.accepted() != null
        && report.accepted().generation().isAfter(expected.generation());
  }

  private static String reason(ServiceReport service) {
    return service.error() == null ? "" : ": " + service.error().message();
  }
}
