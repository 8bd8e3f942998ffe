package slipway.push.terminal;

import java.io.PrintWriter;
import java.time.InstantSource;

/// A log, to which lines are added and nothing else.
public final class LogDisplay implements Display {
  private final PrintWriter log;
  private final InstantSource clock;
  private final Beat beat;

  public LogDisplay(PrintWriter log, InstantSource clock, Beat beat) {
    this.log = log;
    this.clock = clock;
    this.beat = beat;
  }

  @Override
  public synchronized void say(String line) {
    log.println(line);
  }

  @Override
  public boolean isTerminal() {
    return false;
  }

  @Override
  public Size size() {
    return Size.USUAL;
  }

  @Override
  public Watching show(View view) {
    news(view, false);
    Beat.Beating beating = beat.start(() -> news(view, false));
    return () -> {
      beating.close();
      news(view, true);
    };
  }

  private synchronized void news(View view, boolean last) {
    view.news(clock.instant(), last).forEach(line -> log.println(line.text()));
  }
}
