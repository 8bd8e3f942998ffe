package slipway.push.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyScratchTest {
  @TempDir Path parent;

  @Test
  void itGoesWithAllThatIsInIt() throws Exception {
    Path folder = Files.createDirectory(parent.resolve("one"));
    try (CopyScratch scratch = CopyScratch.in(folder, "machine x")) {
      assertEquals("machine x", Files.readString(scratch.netrc()));
    }
    assertFalse(Files.exists(folder));
  }

  @Test
  void aPasswordThatCouldNotBeWrittenLeavesNothing() throws Exception {
    Path folder = Files.createDirectory(parent.resolve("two"));
    // Writing to a file is interruptible, and opening it is not.
    Thread.currentThread().interrupt();
    assertThrows(IOException.class, () -> CopyScratch.in(folder, "machine x"));
    assertTrue(Thread.interrupted());
    assertFalse(Files.exists(folder));
  }
}
