package slipway.push.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import slipway.manifest.Manifest;
import slipway.push.change.Draft;
import slipway.push.operation.Approval;
import slipway.push.operation.ClosureDifferences;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.preview.Preview;
import slipway.push.preview.PreviewText;
import slipway.push.terminal.Display;
import slipway.push.terminal.Questions;

/// Shows a preview where somebody can see it, and asks where they can answer.
final class Confirmation implements Approval {
  private static final String QUESTION = "Go ahead? [Y/n]";

  private final Display display;
  private final Questions questions;
  private final ClosureDifferences closures;
  private final boolean yes;

  /// @param yes answers the question
  Confirmation(Display display, Questions questions, ClosureDifferences closures, boolean yes) {
    this.display = display;
    this.questions = questions;
    this.closures = closures;
    this.yes = yes;
  }

  @Override
  public void require(Draft draft) throws Failure {
    boolean answered = questions.arePossible();
    if (!answered && !display.isTerminal()) {
      return;
    }
    Manifest before =
        draft.before().orElseGet(() -> new Manifest(draft.after().generation(), List.of()));
    Preview preview = Preview.of(before, draft.after());
    if (preview.isEmpty()) {
      return;
    }
    PreviewText.lines(preview, ClosureLines.of(preview, closures)).forEach(display::say);
    if (answered && !yes) {
      ask();
    }
  }

  private void ask() throws Failure {
    while (true) {
      Optional<String> answer = questions.ask(QUESTION);
      // Nobody said yes where the input has ended.
      switch (answer.map(line -> line.strip().toLowerCase(Locale.ROOT)).orElse("no")) {
        case "", "y", "yes" -> {
          return;
        }
        case "n", "no" -> throw new Failure(ExitCode.FAILED, "nothing was changed, as you wished");
        default -> display.say("wanted y or n");
      }
    }
  }
}
