package slipway.push.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Where a command line is run.
public final class CommandLines {
  private CommandLines() {}

  /// @return the exit code
  public static int run(Tools tools, PrintWriter err, String... arguments) {
    List<String> words = Arrays.asList(arguments);
    int exitCode =
        isPlainUpload(words)
            ? upload(tools, err, words.subList(2, words.size()))
            : CommandTree.run(tools, err, arguments);
    err.flush();
    tools.out().flush();
    return exitCode;
  }

  /// `cache push PATH…` without any option is understood here: picocli takes longer to get ready
  /// than a bucket to answer.
  private static boolean isPlainUpload(List<String> words) {
    return words.size() > 2
        && words.get(0).equals("cache")
        && words.get(1).equals("push")
        && words.stream().noneMatch(word -> word.startsWith("-") || word.startsWith("@"));
  }

  private static int upload(Tools tools, PrintWriter err, List<String> paths) {
    try {
      Uploading.run(tools, Optional.empty(), new Report(tools.out(), false), paths);
      return ExitCode.OK.number();
    } catch (Failure | RuntimeException problem) {
      return failed(problem, false, err);
    }
  }

  /// Says what went wrong, and returns the exit code.
  static int failed(Exception problem, boolean verbose, PrintWriter err) {
    if (Thread.interrupted() && !isInterruption(problem)) {
      // Whatever was cut short says so in its own words, none of which helps.
      err.println("slipway: interrupted");
    } else if (problem instanceof Failure failure) {
      err.println("slipway: " + Failure.text(failure));
    } else {
      err.println("slipway: a bug, please report it with the output of --verbose: " + problem);
    }
    if (verbose) {
      problem.printStackTrace(err);
    }
    return (problem instanceof Failure failure ? failure.exitCode() : ExitCode.FAILED).number();
  }

  private static boolean isInterruption(Exception problem) {
    return problem instanceof Failure failure && failure.exitCode() == ExitCode.INTERRUPTED;
  }
}
