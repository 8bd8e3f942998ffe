package slipway.deployer.plan;

import java.time.Instant;

/// What one service of the manifest comes to on this host.
sealed interface Target {
  /// This release should run.
  ///
  /// @param fallback whether it stands in for a release that failed
  record Run(Release release, boolean fallback) implements Target {}

  /// Nothing should: its first release failed and there is none to go back to.
  record Nothing(Failure failure) implements Target {}

  static Target of(Candidate candidate, ServiceRecord known, Instant now) {
    Failure failure = known.failure();
    boolean gaveUp =
        failure != null
            && failure.fingerprint().equals(candidate.fingerprint())
            && candidate.service().deploy().autoRollback();
    if (failure == null || !gaveUp) {
      return new Run(known.releaseOf(candidate, now), false);
    }
    return known
        .lastGoodBefore(candidate.fingerprint())
        .<Target>map(release -> new Run(release, true))
        .orElseGet(() -> new Nothing(failure));
  }
}
