package slipway.push.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.manifest.StorePath;
import slipway.push.process.Programs;

class DiffClosuresTest {
  @TempDir Path folder;

  @Test
  void linesLoseTheirColours() {
    assertEquals(
        List.of("hello: 2.10 → 2.12, +12.3 KiB"),
        DiffClosures.lines("hello: 2.10 → 2.12, \u001b[31;1m+12.3 KiB\u001b[0m\n"));
  }

  @Test
  void closuresThatAreAlikeAreSaidToBe() {
    assertEquals(List.of("no package differs by 8 KiB or more"), DiffClosures.lines(""));
  }

  @Test
  void aLongListIsCut() {
    String output = IntStream.range(0, 12).mapToObj(i -> "p" + i).collect(Collectors.joining("\n"));
    List<String> lines = DiffClosures.lines(output);
    assertEquals(11, lines.size());
    assertEquals("and 2 more", lines.getLast());
  }

  @Test
  void whatThisMachineDoesNotHaveIsNotCompared() {
    StorePath absent = StorePath.of("/nix/store/" + "0".repeat(32) + "-absent");
    assertEquals(
        Optional.empty(), new DiffClosures(new Programs(folder, _ -> {})).between(absent, absent));
  }
}
