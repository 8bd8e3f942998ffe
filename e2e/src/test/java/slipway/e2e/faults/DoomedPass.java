package slipway.e2e.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import slipway.e2e.host.Deployer;

/// One `slipway-deployer sync` that SIGKILL ends at an instant given before.
public final class DoomedPass implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Pattern ACTION = Pattern.compile("action=(\\w+)");

  private final Path log;
  private final Process process;
  private final long began = System.nanoTime();

  private DoomedPass(Path log, Process process) {
    this.log = log;
    this.process = process;
  }

  public static DoomedPass start(Deployer deployer) {
    try {
      Path log = Files.createTempFile("doomed-pass-", ".log");
      return new DoomedPass(log, deployer.begin(log, "--verbose", "sync"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot begin a pass", e);
    }
  }

  /// How long a pass took that nobody killed.
  ///
  /// @param begun until it reported its first step, all of it where there was none
  public record Span(Duration begun, Duration all) {}

  /// Lets it end by itself.
  public Span complete() throws InterruptedException {
    awaitFirstStep();
    Duration begun = age();
    if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the pass still ran after " + LIMIT + ": " + said());
    }
    return new Span(begun, age());
  }

  /// When to kill.
  ///
  /// @param working counted from its first step, else from its start
  public record Instant(boolean working, Duration after) {}

  /// Whether it was still alive to be killed.
  ///
  /// @param children whether what it started goes with it, else it is left without its parent
  public boolean kill(Instant instant, boolean children) throws InterruptedException {
    Duration from = Duration.ZERO;
    if (instant.working()) {
      awaitFirstStep();
      from = age();
    }
    Duration left = from.plus(instant.after()).minus(age());
    if (process.waitFor(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS)) {
      return false;
    }
    // Below `host exec`: the deployer, and what it started.
    List<ProcessHandle> all = process.descendants().toList();
    Optional<ProcessHandle> deployer = process.children().findFirst();
    deployer.ifPresent(ProcessHandle::destroyForcibly);
    if (children) {
      all.forEach(ProcessHandle::destroyForcibly);
    }
    process.waitFor();
    return deployer.isPresent();
  }

  private void awaitFirstStep() throws InterruptedException {
    while (said().isEmpty() && !process.waitFor(1, TimeUnit.MILLISECONDS)) {
      // it boots
    }
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /// The last step that it reported as done.
  public String lastStep() {
    Matcher actions = ACTION.matcher(said());
    String last = "nothing yet";
    while (actions.find()) {
      last = actions.group(1);
    }
    return last;
  }

  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what a pass said", e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.deleteIfExists(log);
  }
}
