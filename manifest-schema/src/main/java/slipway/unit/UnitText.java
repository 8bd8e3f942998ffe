package slipway.unit;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The text of one unit file while it is written, a directive a line. Every line passes here, so a
/// value that would end its line, or run into the next, cannot get into a file.
final class UnitText {
  /// Characters in one.
  private static final int USUAL = 1_024;

  private final StringBuilder text = new StringBuilder(USUAL);
  private final String unit;

  UnitText(String unit, String comment) {
    this.unit = unit;
    text.append("# ").append(comment).append('\n');
  }

  void section(String name) {
    text.append("\n[").append(name).append("]\n");
  }

  /// @param value escaped as its directive wants it
  /// @throws IllegalArgumentException where no line can hold the value; the manifest's schema has
  ///   refused all such values before
  void line(String directive, String value) {
    check(directive, value);
    append(directive, value);
  }

  /// Nothing where there is no value.
  <T> void line(String directive, @Nullable T value, Function<T, String> escaped) {
    if (value != null) {
      line(directive, escaped.apply(value));
    }
  }

  void line(String directive, boolean value) {
    append(directive, value ? "yes" : "no");
  }

  void line(String directive, int value) {
    append(directive, Integer.toString(value));
  }

  private void append(String directive, String value) {
    text.append(directive).append('=').append(value).append('\n');
  }

  /// An assignment of nothing, which empties a list.
  void empty(String directive) {
    text.append(directive).append("=\n");
  }

  UnitFile file() {
    return new UnitFile(unit, text.toString());
  }

  private void check(String directive, String value) {
    if (value.isEmpty()) {
      throw unwritable(directive, "nothing");
    }
    if (!isPrintableAscii(value)) {
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw unwritable(directive, "a control character");
      }
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
        throw unwritable(directive, "half a character (an unpaired surrogate)");
      }
    }
    char last = value.charAt(value.length() - 1);
    if (value.charAt(0) == ' ' || last == ' ') {
      throw unwritable(directive, "a blank at its start or end, which systemd drops");
    }
    if (last == '\\') {
      throw unwritable(directive, "a backslash at its end, which joins it with the next line");
    }
  }

  /// As nearly every value is; spares them an encoder each.
  private static boolean isPrintableAscii(String value) {
    for (int at = 0; at < value.length(); at++) {
      if (value.charAt(at) < ' ' || value.charAt(at) > '~') {
        return false;
      }
    }
    return true;
  }

  private IllegalArgumentException unwritable(String directive, String found) {
    return new IllegalArgumentException(
        "%s: the value of %s= has %s, wanted text that systemd reads back unchanged"
            .formatted(unit, directive, found));
  }
}
