package slipway.deployer.reconcile;

import slipway.manifest.Service;

/// Decides whether a release that was just started works.
public interface HealthCheck {
  /// Waits for the verdict, at most the `timeoutSec` + `stableSec` of the service's health
  /// settings.
  Verdict await(Service service, String unit) throws InterruptedException;

  /// What the check found.
  sealed interface Verdict {
    record Healthy() implements Verdict {}

    /// @param reason in one sentence for people, what was asked and what came back
    record Unhealthy(String reason) implements Verdict {}
  }
}
