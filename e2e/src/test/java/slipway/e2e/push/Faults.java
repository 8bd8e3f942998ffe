package slipway.e2e.push;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import slipway.e2e.proxy.Request;
import slipway.e2e.proxy.Verdict;

/// Spoils some requests, by chance.
final class Faults {
  private final SplittableRandom random;
  private final int percent;
  private final boolean silence;

  /// @param percent of the requests that are spoilt
  /// @param silence whether a client may be left waiting
  Faults(SplittableRandom random, int percent, boolean silence) {
    this.random = random;
    this.percent = percent;
    this.silence = silence;
  }

  synchronized Verdict draw(Request request) {
    if (random.nextInt(100) >= percent) {
      return new Verdict.Pass();
    }
    List<Verdict> choice =
        new ArrayList<>(
            List.of(
                new Verdict.Refuse(500, "InternalError"),
                new Verdict.Refuse(503, "SlowDown"),
                new Verdict.Reset(),
                new Verdict.PassThenReset(),
                new Verdict.PassThenRefuse(500, "InternalError"),
                new Verdict.PassThenRefuse(503, "SlowDown")));
    if (silence) {
      choice.add(new Verdict.PassThenSilence());
    }
    if (request.header("if-match").isPresent()) {
      choice.add(new Verdict.Refuse(412, "PreconditionFailed"));
      choice.add(new Verdict.PassThenRefuse(412, "PreconditionFailed"));
    }
    return choice.get(random.nextInt(choice.size()));
  }
}
