package slipway.deployer.health;

import org.jspecify.annotations.Nullable;

/// What one look at a release found.
sealed interface Finding {
  record Good() implements Finding {}

  /// It may still become good.
  ///
  /// @param closed the port that nothing listens on, where that is the reason
  record NotYet(String reason, @Nullable Integer closed) implements Finding {
    NotYet(String reason) {
      this(reason, null);
    }
  }

  /// Waiting longer would change nothing.
  record Broken(String reason) implements Finding {}
}
