package slipway.push.terminal;

/// How much a terminal shows at once.
public record Size(int columns, int rows) {
  /// Where nobody says.
  public static final Size USUAL = new Size(80, 24);

  public Size withColumns(int wanted) {
    return new Size(wanted, rows);
  }
}
