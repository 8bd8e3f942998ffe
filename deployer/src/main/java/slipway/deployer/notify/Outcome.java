package slipway.deployer.notify;

import slipway.manifest.Named;

/// How the host, or one service, is found by a pass. The later one is the worse.
public enum Outcome implements Named {
  /// As the manifest says.
  OK("ok"),
  /// The service has no manifest entry any more.
  REMOVED("removed"),
  /// The wanted release could not be started yet, or what works keeps ending.
  BLOCKED("blocked"),
  /// The wanted release failed, and an earlier one runs.
  ROLLED_BACK("rolled-back"),
  /// A part of the host, such as its routes or the disk of its state, is not as it should be.
  DEGRADED("degraded"),
  /// The bucket gives no answer.
  UNREACHABLE("unreachable"),
  /// The wanted release failed, and no earlier one runs.
  FAILED("failed"),
  /// The manifest in the bucket is not gone by.
  REFUSED("refused"),
  /// The pass itself ended early.
  STOPPED("stopped");

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }

  boolean isGood() {
    return this == OK || this == REMOVED;
  }
}
