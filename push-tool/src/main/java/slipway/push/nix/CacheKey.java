package slipway.push.nix;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import slipway.manifest.NixSecretKey;
import slipway.push.operation.Keys;
import slipway.push.outcome.Failure;

/// The key that signs closures: Nix is told the file, this tool signs with what is in it. Not for
/// several threads.
public final class CacheKey {
  private final Path file;
  private final Keys keys;
  private @Nullable NixSecretKey secret;

  public CacheKey(Path file, Keys keys) {
    this.file = file;
    this.keys = keys;
  }

  Path file() {
    return file;
  }

  /// Read when it is first asked for, and tried out then.
  ///
  /// @throws Failure where the file is not there, not a key, or readable by others
  public NixSecretKey secret() throws Failure {
    NixSecretKey known = secret;
    if (known == null) {
      known = keys.load(file);
      secret = known;
    }
    return known;
  }
}
