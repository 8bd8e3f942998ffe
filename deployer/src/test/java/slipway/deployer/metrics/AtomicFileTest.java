package slipway.deployer.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void everybodyCanReadItAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("a.prom");
    AtomicFile.replace(file, "one\n");
    AtomicFile.replace(file, "two\n");
    assertEquals("two\n", Files.readString(file));
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var all = Files.list(folder)) {
      assertEquals(List.of(file), all.toList());
    }
  }

  /// The directory can be another account's, which must not get root to write elsewhere.
  @Test
  void noLinkIsFollowed() throws IOException {
    Path secret = Files.writeString(folder.resolve("shadow"), "secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Path file = folder.resolve("a.prom");
    Files.createSymbolicLink(file, secret);
    Files.createSymbolicLink(folder.resolve(".a.prom.new"), secret);
    AtomicFile.replace(file, "one\n");
    assertEquals("secret", Files.readString(secret));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
    assertEquals("one\n", Files.readString(file));
    assertEquals(false, Files.isSymbolicLink(file));
  }

  @Test
  void aDirectoryThatIsNotThereIsNotMade() {
    assertThrows(
        IOException.class, () -> AtomicFile.replace(folder.resolve("none/a.prom"), "one\n"));
  }
}
