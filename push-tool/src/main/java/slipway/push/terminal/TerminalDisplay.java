package slipway.push.terminal;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// A terminal, on which a view is drawn over and over in place.
public final class TerminalDisplay implements Display {
  private final PrintWriter terminal;
  private final Supplier<Size> size;
  private final InstantSource clock;
  private final Beat beat;
  private final Screen screen;
  private Optional<View> shown = Optional.empty();

  /// @param size asked before each drawing
  public TerminalDisplay(
      PrintWriter terminal, boolean colour, Supplier<Size> size, InstantSource clock, Beat beat) {
    this.terminal = terminal;
    this.size = size;
    this.clock = clock;
    this.beat = beat;
    this.screen = new Screen(colour);
  }

  @Override
  public synchronized void say(String line) {
    if (shown.isEmpty()) {
      terminal.println(line);
      return;
    }
    write(screen.above(line));
    draw();
  }

  @Override
  public boolean isTerminal() {
    return true;
  }

  @Override
  public Size size() {
    return size.get();
  }

  @Override
  public synchronized Watching show(View view) {
    shown = Optional.of(view);
    draw();
    Beat.Beating beating = beat.start(this::draw);
    return () -> {
      beating.close();
      leave();
    };
  }

  private synchronized void draw() {
    shown.ifPresent(view -> {
      Size now = size.get();
      write(screen.draw(view.picture(now, clock.instant()), now));
    });
  }

  private synchronized void leave() {
    draw();
    screen.leave();
    shown = Optional.empty();
  }

  private void write(String text) {
    terminal.write(text);
    terminal.flush();
  }
}
