package slipway.push.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import slipway.manifest.StorePath;

class LocalPathTest {
  private static final StorePath PATH = StorePath.of("/nix/store/" + "a".repeat(32) + "-a");

  /// The hash of nothing, as `nix hash convert` writes it.
  @Test
  void theHashIsInNixsOwnBase32() {
    LocalPath path =
        new LocalPath(
            PATH,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            1,
            new TreeSet<>());
    assertEquals(
        "1;" + PATH + ";sha256:0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73;1;",
        path.fingerprint());
  }

  @Test
  void referencesAreSortedAndSeparatedByCommas() {
    StorePath other = StorePath.of("/nix/store/" + "0".repeat(32) + "-b");
    LocalPath path = new LocalPath(PATH, "00".repeat(32), 1, new TreeSet<>(List.of(PATH, other)));
    assertEquals(
        "1;" + PATH + ";sha256:" + "0".repeat(52) + ";1;" + other + "," + PATH, path.fingerprint());
  }
}
