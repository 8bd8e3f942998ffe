package slipway.push.outcome;

import org.jspecify.annotations.Nullable;

/// The command cannot go on. The message is for people: it names the object, what was found, what
/// was wanted and what to do next, and never holds a secret.
public final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public Failure(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  public Failure(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  /// The message of any exception, for use inside another one.
  public static String text(Throwable problem) {
    String message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : message;
  }
}
