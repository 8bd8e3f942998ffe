package slipway.push.process;

import java.util.List;

/// A program that ran to its end.
///
/// @param output what it wrote to stdout
/// @param lastErrors the last lines that it wrote to stderr
public record Finished(int exitCode, String output, List<String> lastErrors) {
  public Finished {
    lastErrors = List.copyOf(lastErrors);
  }

  public boolean succeeded() {
    return exitCode == 0;
  }

  /// What to quote as the reason of a failure.
  public String reason() {
    return lastErrors.isEmpty()
        ? "it ended with exit code " + exitCode + " and no message"
        : String.join("\n", lastErrors);
  }
}
