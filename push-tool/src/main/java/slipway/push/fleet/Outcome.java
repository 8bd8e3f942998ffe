package slipway.push.fleet;

import java.util.Collection;
import java.util.Comparator;

/// What many verdicts come to. In the order in which they count: a failure more than a silence.
public enum Outcome {
  DEPLOYED,
  LATE,
  FAILED;

  public static Outcome of(Collection<Verdict> verdicts) {
    return verdicts.stream().map(Outcome::of).max(Comparator.naturalOrder()).orElse(DEPLOYED);
  }

  private static Outcome of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Deployed _ -> DEPLOYED;
      case Verdict.Failed _, Verdict.Superseded _ -> FAILED;
      case Verdict.Waiting _, Verdict.Blocked _, Verdict.Late _ -> LATE;
    };
  }
}
