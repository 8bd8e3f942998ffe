package slipway.deployer.plan;

import java.time.Instant;

/// What one service of the manifest comes to on this host.
sealed interface Target {
  /// This release should run.
  record Run(Release release, Reason reason) implements Target {}

  /// Nothing should: its first release failed and there is none to go back to.
  record Nothing(Failure failure) implements Target {}

  /// Why it is this release.
  enum Reason {
    /// The manifest says so.
    WANTED,
    /// It stands in for a release that failed.
    FALLBACK,
    /// The one that is wanted cannot start here yet, so the one that works is kept well.
    HELD
  }

  /// @param held whether the wanted release was found unable to start in this pass
  static Target of(Candidate candidate, ServiceRecord known, boolean held, Instant now) {
    Failure failure = known.failure();
    boolean gaveUp =
        failure != null
            && failure.fingerprint().equals(candidate.fingerprint())
            && (candidate.service().deploy().autoRollback() || candidate.service().isBlueGreen());
    if (failure == null || !gaveUp) {
      Release running = known.running();
      return held && running != null && known.works(running)
          ? new Run(running, Reason.HELD)
          : new Run(known.releaseOf(candidate, now), Reason.WANTED);
    }
    return known
        .lastGoodBefore(candidate.fingerprint())
        .<Target>map(release -> new Run(release, Reason.FALLBACK))
        .orElseGet(() -> new Nothing(failure));
  }
}
