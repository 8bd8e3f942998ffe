package slipway.deployer.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
  @TempDir Path parent;

  @Test
  void whatAKilledProcessLeftIsSwept() throws Exception {
    Path left = Files.createDirectories(parent.resolve("slipway-pid-" + ended() + "-7/cache"));
    Files.writeString(left.resolve("netrc"), "secret");
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Files.createSymbolicLink(left.resolve("link"), elsewhere);

    PrivateDirectory.sweep(parent);

    assertEquals(List.of(elsewhere), content());
  }

  @Test
  void whatAProcessStillUsesStays() throws Exception {
    try (PrivateDirectory used = PrivateDirectory.in(parent)) {
      PrivateDirectory.sweep(parent);
      assertTrue(Files.isDirectory(used.path()));
    }
    assertEquals(List.of(), content());
  }

  @Test
  void whatIsNotOursStays() throws Exception {
    Path foreign = Files.createDirectory(parent.resolve("slipway-" + ended()));
    Path named = Files.createDirectory(parent.resolve("slipway-pid-x-1"));
    PrivateDirectory.sweep(parent);
    assertTrue(Files.exists(foreign) && Files.exists(named));
    PrivateDirectory.sweep(parent.resolve("absent"));
    assertFalse(Files.exists(parent.resolve("absent")));
  }

  private List<Path> content() throws Exception {
    try (var files = Files.list(parent)) {
      return files.toList();
    }
  }

  private static long ended() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }
}
