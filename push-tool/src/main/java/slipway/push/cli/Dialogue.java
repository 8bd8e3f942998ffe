package slipway.push.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.Progress;
import slipway.push.terminal.Questions;

/// Questions with defaults, asked until the answer can be used.
record Dialogue(Questions questions, Progress progress) {
  /// @param shown what an empty answer means, for people; empty where there has to be an answer
  /// @param fallback what an empty answer comes to
  /// @param problem what is wrong with an answer, if anything
  String text(
      String question, String shown, String fallback, Function<String, Optional<String>> problem)
      throws Failure {
    while (true) {
      String line = ask(shown.isEmpty() ? question : question + " [" + shown + "]");
      String answer = line.isEmpty() ? fallback : line;
      Optional<String> wrong =
          answer.isEmpty() && shown.isEmpty()
              ? Optional.of("wanted an answer")
              : problem.apply(answer);
      if (wrong.isEmpty()) {
        return answer;
      }
      progress.say(wrong.get());
    }
  }

  boolean yes(String question, boolean fallback) throws Failure {
    String answer =
        text(
            question,
            fallback ? "Y/n" : "y/N",
            fallback ? "y" : "n",
            typed ->
                switch (typed.toLowerCase(Locale.ROOT)) {
                  case "y", "yes", "n", "no" -> Optional.empty();
                  default -> Optional.of("wanted y or n");
                });
    return answer.toLowerCase(Locale.ROOT).startsWith("y");
  }

  private String ask(String question) throws Failure {
    return questions
        .ask(question)
        .map(String::strip)
        .orElseThrow(() -> new Failure(ExitCode.USAGE, "the input ended before the answer"));
  }
}
