package slipway.push.nix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A folder that only this user reads, for as long as one `nix copy` runs: the password of the
/// loopback store, a cache of Nix's own that starts out empty, and the compressed archives that Nix
/// leaves behind where it is killed.
final class CopyScratch implements AutoCloseable {
  private final Path folder;

  private CopyScratch(Path folder) {
    this.folder = folder;
  }

  static CopyScratch create(Path parent, String netrc) throws IOException {
    return in(Files.createTempDirectory(parent, "slipway-"), netrc);
  }

  /// @param folder empty, and gone if this fails
  static CopyScratch in(Path folder, String netrc) throws IOException {
    CopyScratch scratch = new CopyScratch(folder);
    try (var channel =
        Files.newByteChannel(
            scratch.netrc(),
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(StandardCharsets.US_ASCII.encode(netrc));
    } catch (IOException e) {
      scratch.close();
      throw e;
    }
    return scratch;
  }

  Path netrc() {
    return folder.resolve("netrc");
  }

  /// What has Nix keep its files in here.
  Map<String, String> environment() {
    return Map.of("XDG_CACHE_HOME", folder.toString(), "TMPDIR", folder.toString());
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
