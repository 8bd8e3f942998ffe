package slipway.push.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.manifest.NixSecretKey;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

class KeyFilesTest {
  @TempDir Path folder;

  private final KeyFiles keys = new KeyFiles();

  @Test
  void aKeyIsMadeOnceAndReadBack() throws Exception {
    Path file = folder.resolve("new/folder/x.key");
    NixSecretKey made = keys.create(file, "x-1").orElseThrow();
    assertEquals(Optional.empty(), keys.create(file, "x-2"));
    assertEquals(made.publicKey(), keys.load(file).publicKey());
  }

  @Test
  void aKeyThatOthersMayReadIsRefusedWithTheCommandThatHelps() throws Exception {
    Path file = folder.resolve("x.key");
    keys.create(file, "x-1");
    for (String mode : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      Failure failure = assertThrows(Failure.class, () -> keys.load(file));
      assertEquals(ExitCode.USAGE, failure.exitCode());
      assertTrue(Failure.text(failure).contains("chmod 600 '" + file + "'"));
      assertTrue(Failure.text(failure).contains(mode));
    }
  }

  @Test
  void whatIsNoKeyIsSaidWithoutRepeatingIt() throws Exception {
    Path file = folder.resolve("x.key");
    Files.writeString(file, "x-1:notakeybutmaybeasecret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String text = Failure.text(assertThrows(Failure.class, () -> keys.load(file)));
    assertTrue(text.startsWith(file.toString()), text);
    assertFalse(text.contains("notakey"), text);
  }

  @Test
  void aKeyThatCouldNotBeWrittenLeavesNoFile() {
    Path file = folder.resolve("x.key");
    // Writing to a file is interruptible, and opening it is not.
    Thread.currentThread().interrupt();
    assertThrows(Failure.class, () -> keys.create(file, "x-1"));
    assertTrue(Thread.interrupted());
    assertFalse(Files.exists(file));
  }

  @Test
  void aMissingKeySaysWhereOneComesFrom() {
    Failure failure = assertThrows(Failure.class, () -> keys.load(folder.resolve("none.key")));
    assertTrue(Failure.text(failure).contains("no such file"));
    assertTrue(Failure.text(failure).contains("slipway init"));
  }
}
