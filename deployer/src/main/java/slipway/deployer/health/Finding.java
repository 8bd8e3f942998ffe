package slipway.deployer.health;

/// What one look at a release found.
sealed interface Finding {
  record Good() implements Finding {}

  /// It may still become good.
  record NotYet(String reason) implements Finding {}

  /// Waiting longer would change nothing.
  record Broken(String reason) implements Finding {}
}
