package slipway.push.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// What is not in a store; paths that are need Nix, and are part of the whole-system tests.
class LinkedStorePathTest {
  private static final String GONE = "/nix/store/" + "z".repeat(32) + "-gone";

  @TempDir Path folder;

  @Test
  void aLinkToAPathThatWasCollectedSaysToBuildIt() throws Exception {
    Files.createSymbolicLink(folder.resolve("far"), Path.of(GONE));
    Files.createSymbolicLink(folder.resolve("result"), Path.of("far"));
    assertRefused("result", "there is no " + GONE + " on this machine; build it first");
  }

  @Test
  void aFileInsideOfAStorePathIsNotOne() {
    assertRefused(GONE + "/bin/web", "inside of one");
  }

  @Test
  void anOrdinaryFolderIsNotOne() throws Exception {
    Files.createDirectory(folder.resolve("build"));
    assertRefused("build", "it is no symlink");
  }

  @Test
  void aRingOfLinksEnds() throws Exception {
    Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    assertRefused("a", "40 symlinks");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertRefused("nothing", "there is no " + folder.resolve("nothing"));
  }

  private void assertRefused(String written, String wanted) {
    Failure failure = assertThrows(Failure.class, () -> LinkedStorePath.resolve(folder, written));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(Failure.text(failure).contains(wanted), () -> Failure.text(failure));
  }
}
