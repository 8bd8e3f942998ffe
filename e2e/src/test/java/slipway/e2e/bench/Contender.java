package slipway.e2e.bench;

import java.util.List;
import java.util.Map;

/// One who does the work of a row.
interface Contender {
  /// What one run came to, by what was measured. What has to be prepared is not part of it.
  ///
  /// @param number 0 for the run that warms up and does not count
  Map<String, Double> run(int number) throws Exception;

  /// All contenders one after the other, as often as asked.
  static Samples takeTurns(int runs, Map<Party, Contender> contenders) throws Exception {
    Samples samples = new Samples();
    for (int number = 0; number <= runs; number++) {
      for (Party party : List.of(Party.values())) {
        Contender contender = contenders.get(party);
        if (contender == null) {
          continue;
        }
        Map<String, Double> came = contender.run(number);
        if (number > 0) {
          came.forEach((what, value) -> samples.add(what, party, value));
        }
      }
    }
    return samples;
  }
}
