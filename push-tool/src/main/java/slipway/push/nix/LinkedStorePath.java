package slipway.push.nix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import slipway.manifest.StorePath;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Finds the store path behind a symlink such as `./result`. A store path that is itself a symlink
/// is not followed any further: it is what was built.
final class LinkedStorePath {
  private static final Path STORE = Path.of(StorePath.STORE);
  private static final int MOST_LINKS = 40;

  private LinkedStorePath() {}

  static StorePath resolve(Path directory, String written) throws Failure {
    Path path = directory.resolve(written).toAbsolutePath().normalize();
    try {
      for (int links = 0; links < MOST_LINKS; links++) {
        if (path.startsWith(STORE)) {
          return inStore(path, written);
        }
        if (!Files.isSymbolicLink(path)) {
          Path real = path.toRealPath();
          if (real.startsWith(STORE)) {
            return inStore(real, written);
          }
          throw notOne(written, real.equals(path) ? "it is no symlink" : "it leads to " + real);
        }
        path = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
      }
      throw notOne(written, "it goes through more than " + MOST_LINKS + " symlinks");
    } catch (NoSuchFileException e) {
      throw notOne(written, "there is no " + e.getFile());
    } catch (IOException e) {
      throw notOne(written, Failure.text(e));
    }
  }

  private static StorePath inStore(Path path, String written) throws Failure {
    StorePath found =
        StorePath.parse(path.toString())
            .orElseThrow(() -> notOne(written, "it leads to " + path + ", inside of one"));
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw notOne(written, "there is no " + path + " on this machine; build it first");
    }
    return found;
  }

  private static Failure notOne(String written, String found) {
    return new Failure(
        ExitCode.USAGE,
        written
            + " is not a path in the Nix store: "
            + found
            + ". Wanted /nix/store/<hash>-<name>, or a symlink to one such as ./result");
  }
}
