package slipway.e2e.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/// One line a test as it ends, the reason below it where it failed. A skipped test is a failed one:
/// a real part was missing.
final class Lines implements TestExecutionListener {
  private final PrintStream out;
  private final Map<TestIdentifier, Long> started = new ConcurrentHashMap<>();
  private int passed;
  private int failed;

  Lines(PrintStream out) {
    this.out = out;
  }

  int passed() {
    return passed;
  }

  int failed() {
    return failed;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    started.put(test, System.nanoTime());
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    failed++;
    out.printf("SKIPPED        %s: %s%n", name(test), reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean good = result.getStatus() == Status.SUCCESSFUL;
    if (good && !test.isTest()) {
      return;
    }
    if (good) {
      passed++;
    } else {
      failed++;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - started.getOrDefault(test, 0L));
    out.printf(
        "%s %5.1f s  %s%n", good ? "passed" : "FAILED", took.toMillis() / 1000.0, name(test));
    result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(out));
  }

  /// The class and the sentence.
  private static String name(TestIdentifier test) {
    return test.getSource().orElse(null) instanceof MethodSource method
        ? method.getJavaClass().getSimpleName() + "." + method.getMethodName()
        : test.getDisplayName();
  }
}
