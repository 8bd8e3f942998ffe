package slipway.push;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.terminal.Questions;

/// Questions on stderr, answered on stdin.
final class StdinQuestions implements Questions {
  private final BooleanSupplier terminals;
  private final PrintWriter err;
  private final BufferedReader in;

  /// @param terminals whether stdin and stderr both lead to one
  StdinQuestions(BooleanSupplier terminals, PrintWriter err, InputStream in, Charset charset) {
    this.terminals = terminals;
    this.err = err;
    this.in = new BufferedReader(new InputStreamReader(in, charset));
  }

  @Override
  public boolean arePossible() {
    return terminals.getAsBoolean();
  }

  @Override
  public Optional<String> ask(String question) throws Failure {
    err.print(question + " ");
    err.flush();
    // On a thread of its own, since no interruption wakes one that reads.
    FutureTask<Optional<String>> line = new FutureTask<>(() -> Optional.ofNullable(in.readLine()));
    Thread.ofPlatform().daemon().start(line);
    try {
      Optional<String> answer = line.get();
      if (answer.isEmpty()) {
        err.println();
      }
      return answer;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw new Failure(
            ExitCode.FAILED, "the answer cannot be read: " + Failure.text(unreadable), unreadable);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.INTERRUPTED, "interrupted; nothing was changed", e);
    }
  }
}
