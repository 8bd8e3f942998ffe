package slipway.deployer.nix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.nio.file.Files;
import java.nio.file.Path;
import slipway.manifest.StorePath;

/// The files of the Nix store, whatever Nix says of them.
///
/// @param root below which /nix/store is looked for: `/` but in tests
public record StoreFiles(Path root) {
  /// Whether something is there at all: a path that is being unpacked is, too.
  public boolean has(StorePath path) {
    return Files.exists(root.resolve(path.toString().substring(1)), NOFOLLOW_LINKS);
  }
}
