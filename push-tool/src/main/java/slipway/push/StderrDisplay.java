package slipway.push;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import slipway.push.process.Terminal;
import slipway.push.terminal.Beat;
import slipway.push.terminal.Display;
import slipway.push.terminal.LogDisplay;
import slipway.push.terminal.Size;
import slipway.push.terminal.TerminalDisplay;
import slipway.push.terminal.View;

/// The display that stderr allows. What that is takes a process to find out, and most commands
/// never need to know.
final class StderrDisplay implements Display {
  private static final Duration FRAME = Duration.ofMillis(100);
  private static final Duration LINE = Duration.ofMillis(500);

  private final PrintWriter err;
  private final Map<String, String> environment;
  private final boolean linesOnly;
  private final InstantSource clock;
  private Optional<Display> chosen = Optional.empty();

  /// @param linesOnly where logs go to stderr, too, which nothing may be drawn over
  StderrDisplay(
      PrintWriter err, Map<String, String> environment, boolean linesOnly, InstantSource clock) {
    this.err = err;
    this.environment = environment;
    this.linesOnly = linesOnly;
    this.clock = clock;
  }

  @Override
  public void say(String line) {
    alreadyChosen().ifPresentOrElse(display -> display.say(line), () -> err.println(line));
  }

  @Override
  public boolean isTerminal() {
    return chosen().isTerminal();
  }

  @Override
  public Size size() {
    return asTold(chosen().size());
  }

  @Override
  public Watching show(View view) {
    return chosen().show(view);
  }

  /// COLUMNS wins where it is set and a number.
  private Size asTold(Size size) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{0,3}") ? size.withColumns(Integer.parseInt(columns)) : size;
  }

  private synchronized Optional<Display> alreadyChosen() {
    return chosen;
  }

  private synchronized Display chosen() {
    Display display = chosen.orElseGet(this::choose);
    chosen = Optional.of(display);
    return display;
  }

  private Display choose() {
    String kind = environment.getOrDefault("TERM", "dumb");
    Optional<Size> size =
        linesOnly || kind.equals("dumb") || kind.isEmpty() ? Optional.empty() : Terminal.size();
    if (size.isEmpty()) {
      return new LogDisplay(err, clock, Beat.every(LINE));
    }
    boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
    TerminalSize sizes = new TerminalSize(size.get(), clock);
    return new TerminalDisplay(err, colour, () -> asTold(sizes.get()), clock, Beat.every(FRAME));
  }
}
