package slipway.e2e.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// What the demo prints: one aligned line a step, its title as soon as the step begins.
final class Board {
  private static final String TITLE = "  %-44s";
  private static final String TIMES = "%8s  %13s  %8s";

  private final PrintStream out;
  private final boolean colour;

  Board(PrintStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /// What one step is about.
  interface Work {
    Shown run() throws InterruptedException;
  }

  /// The heading of the columns.
  void open() {
    out.println(dim(TITLE.formatted("") + TIMES.formatted("took", "push→answer", "of it us")));
  }

  /// @throws StepFailed where `work` did not come to its end
  void step(String title, Work work) throws StepFailed {
    out.printf(TITLE, title);
    out.flush();
    long begin = System.nanoTime();
    try {
      Shown shown = work.run();
      line(Duration.ofNanos(System.nanoTime() - begin), shown);
    } catch (InterruptedException | RuntimeException | Error e) {
      out.println("failed");
      throw new StepFailed(title, e);
    }
  }

  /// A step that was over before this process began.
  void done(String title, Duration took) {
    out.printf(TITLE, title);
    line(took, Shown.note(""));
  }

  void say(String text) {
    out.println(text);
  }

  /// The verdict, which scripts look for at the beginning of a line.
  void ok() {
    out.println(colour ? "\033[32mdemo: ok\033[0m" : "demo: ok");
  }

  private void line(Duration took, Shown shown) {
    String line =
        TIMES.formatted(
            seconds(took),
            shown.deploy().map(Deploy::untilAnswer).map(Board::seconds).orElse(""),
            shown.deploy().map(Deploy::ours).map(Board::seconds).orElse(""));
    out.println((line + "  " + dim(shown.note())).stripTrailing());
  }

  private String dim(String text) {
    return colour && !text.isEmpty() ? "\033[2m" + text + "\033[0m" : text;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
  }
}
