package slipway.e2e.bench;

import java.util.Locale;

/// Who does the work of a row. They take turns, so that a disturbance meets all of them.
enum Party {
  SLIPWAY,

  /// A shell script that does only that work, with standard tools.
  FLOOR,

  /// What people use who do not use Slipway.
  USUAL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
