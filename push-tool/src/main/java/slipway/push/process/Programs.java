package slipway.push.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Starts programs and waits for them. A program does not outlive the tool.
public final class Programs {
  private static final Pattern LOOPBACK_PATH =
      Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+)/[^?\\s]*");
  private static final int KEPT_LINES = 12;
  private static final int PATIENCE_SECONDS = 1;

  private static final AtomicInteger RUNNING = new AtomicInteger();

  private final Path directory;
  private final Consumer<String> commands;
  private final Consumer<String> errorLines;
  private final List<String> directHosts;
  private final Redirect errors;
  private final @Nullable Duration limit;

  /// @param directory where programs run
  /// @param errorLines gets each line that a program writes to stderr, as it is written
  public Programs(Path directory, Consumer<String> errorLines) {
    this(directory, _ -> {}, errorLines, List.of(), Redirect.PIPE, null);
  }

  private Programs(
      Path directory,
      Consumer<String> commands,
      Consumer<String> errorLines,
      List<String> directHosts,
      Redirect errors,
      @Nullable Duration limit) {
    this.directory = directory;
    this.commands = commands;
    this.errorLines = errorLines;
    this.directHosts = directHosts;
    this.errors = errors;
    this.limit = limit;
  }

  public Path directory() {
    return directory;
  }

  /// The same programs, each of whose command lines is told before it is run.
  public Programs tellingCommands(Consumer<String> listener) {
    return new Programs(directory, listener, errorLines, directHosts, errors, limit);
  }

  /// The same programs, with another listener for stderr.
  public Programs withErrors(Consumer<String> listener) {
    return new Programs(directory, commands, listener, directHosts, Redirect.PIPE, limit);
  }

  /// The same programs, which write to this tool's own stderr, so that on a terminal they draw as
  /// they do without it. Nothing of that is kept.
  public Programs drawing() {
    return new Programs(directory, commands, errorLines, directHosts, Redirect.INHERIT, limit);
  }

  /// The same programs, which ask `host` without a proxy, whatever the tool's environment says.
  public Programs asking(String host) {
    return new Programs(directory, commands, errorLines, List.of(host), errors, limit);
  }

  /// The same programs, each of which is ended after so long, which is a failure of it.
  public Programs within(Duration longest) {
    return new Programs(directory, commands, errorLines, directHosts, errors, longest);
  }

  /// Runs a program that reads nothing.
  ///
  /// @param environment added to the tool's own
  /// @throws InterruptedIOException where this thread was interrupted; the program is gone then
  /// @throws IOException where the program cannot be started
  public Finished run(List<String> command, Map<String, String> environment) throws IOException {
    commands.accept(printable(command));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(errors);
    builder.environment().putAll(environment);
    directHosts.forEach(host -> NoProxy.add(host, builder.environment()));
    RUNNING.incrementAndGet();
    try {
      return await(builder);
    } finally {
      RUNNING.decrementAndGet();
    }
  }

  /// Whether any program has been started that is not known to be gone.
  public static boolean isAnyRunning() {
    return RUNNING.get() > 0;
  }

  private Finished await(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    AtomicBoolean leaving = new AtomicBoolean();
    Thread end =
        new Thread(() -> {
          leaving.set(true);
          end(process);
        });
    remember(end);
    endLater(process);
    try {
      Finished finished = await(process);
      if (leaving.get()) {
        // Ended with this tool, which may hear of its own end a moment later.
        Thread.currentThread().interrupt();
        throw interrupted(new InterruptedException());
      }
      return finished;
    } finally {
      end(process);
      forget(end);
    }
  }

  /// What it wrote to may be deleted afterwards, so it has to be gone, and this tool's interruption
  /// has to wait for that. A `nix copy` in the middle of an upload does not listen.
  private static void end(Process process) {
    process.destroy();
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void endLater(Process process) {
    if (limit == null) {
      return;
    }
    Thread.ofVirtual()
        .start(() -> {
          try {
            if (!process.waitFor(limit)) {
              process.destroy();
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static InterruptedIOException interrupted(Exception e) {
    InterruptedIOException interrupted = new InterruptedIOException("interrupted");
    interrupted.initCause(e);
    return interrupted;
  }

  /// Without the random path of a loopback store, which lets whoever has it ask for the bucket.
  private static String printable(List<String> command) {
    return LOOPBACK_PATH.matcher(String.join(" ", command)).replaceAll("$1/…");
  }

  private Finished await(Process process) throws IOException {
    Deque<String> errors = new ArrayDeque<>();
    FutureTask<Deque<String>> reading = new FutureTask<>(() -> readErrors(process, errors), errors);
    Thread.ofVirtual().start(reading);
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      return new Finished(exitCode, output, List.copyOf(reading.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new IOException("its messages could not be read", e);
    }
  }

  private void readErrors(Process process, Deque<String> kept) {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        errorLines.accept(line);
        kept.addLast(line);
        if (kept.size() > KEPT_LINES) {
          kept.removeFirst();
        }
      }
    } catch (IOException e) {
      kept.addLast("(the rest of its messages could not be read: " + e.getMessage() + ")");
    }
  }

  private static void remember(Thread hook) throws InterruptedIOException {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      hook.start(); // the tool is ending right now
      throw interrupted(e);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The tool is ending right now, and the hook does what it is there for.
    }
  }
}
