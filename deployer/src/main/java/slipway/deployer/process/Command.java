package slipway.deployer.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A program to run without input. It gets exactly the environment given here, nothing of the
/// deployer's own.
///
/// @param arguments the program's absolute path, then its arguments; every local user can read
///   these while it runs, so they hold no secret
/// @param limit after which the program and all that it started is killed
public record Command(List<String> arguments, Map<String, String> environment, Duration limit) {
  /// Of each stream, the last this many characters are kept.
  static final int KEPT = 512 * 1024;

  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (arguments.isEmpty() || !arguments.getFirst().startsWith("/")) {
      throw new IllegalArgumentException("not the absolute path of a program: " + arguments);
    }
  }

  /// How it ended.
  public sealed interface Outcome {
    /// What it wrote to standard error, at most the last part of it.
    String stderr();

    /// @param exitCode 128 + the signal's number where a signal ended it
    record Ended(int exitCode, String stdout, String stderr) implements Outcome {}

    /// It was killed at its time limit.
    record TimedOut(Duration limit, String stderr) implements Outcome {}
  }

  /// The program's file name, for messages.
  public String program() {
    return String.valueOf(Path.of(arguments.getFirst()).getFileName());
  }

  /// Runs it to its end. An interrupt kills it.
  ///
  /// @param progress gets each line of standard error as it comes, on another thread
  /// @throws IOException where the program cannot be started
  public Outcome run(Consumer<String> progress) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(arguments);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(Path.of("/").toFile());
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    Process process = builder.start();
    Output stdout = Output.of(process.inputReader(), KEPT, _ -> {});
    Output stderr = Output.of(process.errorReader(), KEPT, progress);
    boolean ended;
    try {
      ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      ProcessTree.kill(process.toHandle());
      throw interrupted;
    }
    if (!ended) {
      ProcessTree.kill(process.toHandle());
      return new Outcome.TimedOut(limit, stderr.text());
    }
    return new Outcome.Ended(process.exitValue(), stdout.text(), stderr.text());
  }
}
