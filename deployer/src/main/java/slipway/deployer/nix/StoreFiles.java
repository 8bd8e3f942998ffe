package slipway.deployer.nix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import slipway.manifest.StorePath;

/// The files of the Nix store, whatever Nix says of them.
///
/// @param root below which /nix/store is looked for: `/` but in tests
public record StoreFiles(Path root) {
  /// Whether something is there at all: a path that is being unpacked is, too.
  public boolean has(StorePath path) {
    return Files.exists(file(path), NOFOLLOW_LINKS);
  }

  /// What is different when it has been deleted and made again; null where nothing is there.
  @Nullable String identity(StorePath path) {
    try {
      Map<String, Object> found =
          Files.readAttributes(file(path), "unix:ino,ctime", NOFOLLOW_LINKS);
      return found.get("ino") + " " + found.get("ctime");
    } catch (IOException _) {
      return null;
    }
  }

  private Path file(StorePath path) {
    return root.resolve(path.toString().substring(1));
  }
}
