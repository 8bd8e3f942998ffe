package slipway.push.change;

import java.util.Optional;
import slipway.manifest.Manifest;

/// How an update of the manifest ended, where it did not fail.
public sealed interface Updated {
  /// @param before empty where there was no manifest
  /// @param attempts 1 where nobody else pushed meanwhile
  /// @param unarchived why the new manifest is not in the archive yet; empty where it is
  record Written(
      Optional<Manifest> before, Manifest after, int attempts, Optional<String> unarchived)
      implements Updated {}

  /// Nothing to do, nothing written.
  record Unchanged(Manifest current) implements Updated {}
}
