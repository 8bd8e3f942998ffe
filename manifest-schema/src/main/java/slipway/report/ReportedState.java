package slipway.report;

import slipway.manifest.Named;

/// How a service stands to its entry in the accepted manifest.
public enum ReportedState implements Named {
  /// The wanted entry runs and passed its health check.
  DEPLOYED("deployed"),
  /// A pass is working on it.
  DEPLOYING("deploying"),
  /// The wanted entry failed, and an earlier release runs.
  ROLLED_BACK("rolled-back"),
  /// The wanted entry failed, and nothing runs, or it runs all the same because its entry asks for
  /// no rollback.
  FAILED("failed"),
  /// The wanted entry could not be started yet and is tried again at every pass; an earlier release
  /// may run meanwhile.
  BLOCKED("blocked"),
  /// It has no entry any more and is on its way out.
  REMOVING("removing");

  private final String text;

  ReportedState(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
