package slipway.push.change;

import java.util.Optional;
import slipway.manifest.Stamp;
import slipway.push.outcome.Failure;

/// What one command does to whatever manifest is current when it gets there.
public interface ManifestChange {
  /// @param current empty where the bucket has no manifest, or one that was copied back
  /// @param stamp of the manifest that results
  Edit apply(Optional<VerifiedManifest> current, Stamp stamp) throws Failure;

  /// Whether the change still is what was asked for after somebody else's push. A change to one
  /// service is; one that replaces everything would undo a push that nobody here has seen.
  boolean holdsAfterAnotherPush();

  /// Whether the result keeps what the current manifest says of other services. Then that has to be
  /// the newest manifest there was.
  boolean buildsOnCurrent();

  /// Whether the change is made although somebody asked to leave the manifest as it is. One that
  /// comes to nothing always may.
  default boolean worksWhileFrozen() {
    return false;
  }

  /// What a change comes to.
  sealed interface Edit {
    /// The manifest to store, validated.
    record Next(byte[] manifest) implements Edit {}

    /// The current manifest says so already.
    record Unchanged() implements Edit {}
  }
}
