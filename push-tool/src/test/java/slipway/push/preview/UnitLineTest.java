package slipway.push.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitLineTest {
  @Test
  void onlyWhatDiffersIsTold() {
    assertEquals(
        List.of(new UnitLine(false, "b"), new UnitLine(true, "x"), new UnitLine(true, "d")),
        UnitLine.between(List.of("a", "b", "c"), List.of("a", "x", "c", "d")));
  }

  @Test
  void theLinesMakeTheLaterTextOfTheEarlier() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<String> before = lines(random);
      List<String> after = lines(random);
      List<UnitLine> lines = UnitLine.between(before, after);
      List<String> taken = new ArrayList<>(before);
      lines.stream().filter(line -> !line.isNew()).forEach(line -> taken.remove(line.text()));
      List<String> kept = new ArrayList<>(after);
      lines.stream().filter(UnitLine::isNew).forEach(line -> kept.remove(line.text()));
      taken.sort(null);
      kept.sort(null);
      assertEquals(taken, kept, "seed " + seed);
      assertEquals(before.equals(after), lines.isEmpty(), "seed " + seed);
    }
  }

  private static List<String> lines(Random random) {
    return random.ints(random.nextInt(8), 0, 4).mapToObj(Integer::toString).toList();
  }
}
