package slipway.push.doctor;

/// What one look came to.
///
/// @param what was looked at, in a few words
/// @param text what was found and, where that is not as it should be, what was wanted and what to
///   do. Fit to be printed, and without secrets
public record Finding(Level level, String what, String text) {
  /// How bad it is.
  public enum Level {
    OK("ok"),
    /// Works, and will not always.
    WARN("warn"),
    FAIL("FAIL");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public static Finding ok(String what, String text) {
    return new Finding(Level.OK, what, text);
  }

  public static Finding warn(String what, String text) {
    return new Finding(Level.WARN, what, text);
  }

  public static Finding fail(String what, String text) {
    return new Finding(Level.FAIL, what, text);
  }
}
