package slipway.push.terminal;

/// How a piece of text is meant; a terminal shows it as a colour.
public enum Tone {
  PLAIN(""),
  GOOD("\u001b[32m"),
  WARN("\u001b[33m"),
  BAD("\u001b[31m"),
  DIM("\u001b[2m"),
  BOLD("\u001b[1m");

  private static final String RESET = "\u001b[0m";

  private final String start;

  Tone(String start) {
    this.start = start;
  }

  String of(String text) {
    return start.isEmpty() || text.isEmpty() ? text : start + text + RESET;
  }
}
