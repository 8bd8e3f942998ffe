package slipway.push.cli;

import java.util.SortedMap;
import slipway.push.fleet.Outcome;
import slipway.push.fleet.Verdict;
import slipway.push.outcome.ExitCode;
import slipway.push.terminal.Line;
import slipway.push.terminal.Tone;
import tools.jackson.databind.node.ObjectNode;

/// Verdicts in words, signs and JSON.
final class Verdicts {
  private Verdicts() {}

  static String text(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Deployed() -> "deployed";
      case Verdict.Waiting(String known, _) -> known;
      case Verdict.Blocked(String known) -> known;
      case Verdict.Failed(String reason) -> reason;
      case Verdict.Superseded(String reason) -> reason;
      case Verdict.Late(String known) -> "no result in time: " + known;
    };
  }

  static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Deployed _ -> Tone.GOOD;
      case Verdict.Waiting(_, boolean failing) -> failing ? Tone.WARN : Tone.PLAIN;
      case Verdict.Blocked _, Verdict.Late _ -> Tone.WARN;
      case Verdict.Failed _, Verdict.Superseded _ -> Tone.BAD;
    };
  }

  static Line mark(Verdict verdict) {
    String mark =
        switch (verdict) {
          case Verdict.Deployed _ -> "✓";
          case Verdict.Waiting _, Verdict.Blocked _ -> "·";
          case Verdict.Failed _, Verdict.Superseded _ -> "✗";
          case Verdict.Late _ -> "?";
        };
    return Line.EMPTY.and(mark, tone(verdict));
  }

  static String name(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Deployed _ -> "deployed";
      case Verdict.Waiting _ -> "waiting";
      case Verdict.Blocked _ -> "blocked";
      case Verdict.Failed _ -> "failed";
      case Verdict.Superseded _ -> "superseded";
      case Verdict.Late _ -> "late";
    };
  }

  static ExitCode exitCode(Outcome outcome) {
    return switch (outcome) {
      case DEPLOYED -> ExitCode.OK;
      case FAILED -> ExitCode.FAILED;
      case LATE -> ExitCode.LATE;
    };
  }

  static ObjectNode json(SortedMap<String, Verdict> verdicts) {
    ObjectNode hosts = Report.object();
    verdicts.forEach((host, verdict) -> {
      ObjectNode entry = hosts.putObject(host).put("result", name(verdict));
      if (!(verdict instanceof Verdict.Deployed)) {
        entry.put("reason", text(verdict));
      }
    });
    return hosts;
  }
}
