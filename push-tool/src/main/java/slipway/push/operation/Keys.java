package slipway.push.operation;

import java.nio.file.Path;
import java.util.Optional;
import slipway.manifest.NixSecretKey;
import slipway.push.outcome.Failure;

/// Secret keys in files of the developer's.
public interface Keys {
  boolean exists(Path file);

  /// @throws Failure where the file is not there, not a key, or readable by others
  NixSecretKey load(Path file) throws Failure;

  /// Makes a key unless the file is there; then that one is loaded.
  ///
  /// @return empty where the file was there
  Optional<NixSecretKey> create(Path file, String name) throws Failure;
}
