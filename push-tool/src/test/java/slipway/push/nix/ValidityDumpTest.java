package slipway.push.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import slipway.manifest.StorePath;

class ValidityDumpTest {
  private static final String A = "/nix/store/" + "a".repeat(32) + "-a";
  private static final String B = "/nix/store/" + "b".repeat(32) + "-b";
  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  void pathsFollowEachOther() {
    String dump =
        String.join("\n", A, HASH, "120", "", "2", A, B, B, HASH, "7", A + ".drv", "0", "");
    assertEquals(
        List.of(
            new LocalPath(
                StorePath.of(A),
                HASH,
                120,
                new TreeSet<>(List.of(StorePath.of(A), StorePath.of(B)))),
            new LocalPath(StorePath.of(B), HASH, 7, new TreeSet<>())),
        ValidityDump.parse(dump));
  }

  @Test
  void anythingElseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> ValidityDump.parse("error: no"));
    assertThrows(IllegalArgumentException.class, () -> ValidityDump.parse(A + "\n" + HASH));
    assertThrows(
        IllegalArgumentException.class,
        () -> ValidityDump.parse(String.join("\n", A, HASH, "many", "", "0")));
  }
}
