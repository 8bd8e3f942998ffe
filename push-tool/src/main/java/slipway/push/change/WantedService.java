package slipway.push.change;

import java.util.Optional;
import slipway.manifest.StorePath;
import tools.jackson.databind.node.ObjectNode;

/// A service as a file of a folder wants it.
///
/// @param file what messages call it
/// @param entry validated by itself; may lack `name` and `artifact`
public record WantedService(String file, String name, ObjectNode entry) {
  /// What it is to run; empty leaves that to the manifest.
  public Optional<StorePath> storePath() {
    return storePath(entry);
  }

  static Optional<StorePath> storePath(ObjectNode entry) {
    return StorePath.parse(entry.at("/artifact/storePath").asString(""));
  }
}
