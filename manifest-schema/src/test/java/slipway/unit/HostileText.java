package slipway.unit;

import java.util.Random;

/// Texts made of what systemd gives a meaning to.
public final class HostileText {
  private static final String[] PIECES = {
    "%",
    "%h",
    "%%",
    "%n",
    "$",
    "$$",
    "${HOME}",
    "$HOME",
    "\"",
    "'",
    "\\",
    "\\n",
    "\\x0a",
    "\\\\",
    ";",
    " ; ",
    "#",
    " ",
    "  ",
    "=",
    "[Install]",
    "ExecStart=/bin/sh",
    "+",
    "!",
    "-",
    "@",
    ":",
    "|",
    "~",
    "*",
    "{",
    "}",
    "é",
    "\u2028",
    "\ud83d\ude80",
    "word",
    "/"
  };

  private HostileText() {}

  /// The seed of this run, printed so that it can be asked for again.
  public static long seed(Class<?> test) {
    long seed = Long.getLong("slipway.test.seed", System.nanoTime());
    System.out.println(test.getSimpleName() + ": -Dslipway.test.seed=" + seed);
    return seed;
  }

  /// One in twenty is thousands of characters long.
  public static String next(Random random) {
    int pieces = random.nextInt(20) == 0 ? 1_000 + random.nextInt(2_000) : random.nextInt(8);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
