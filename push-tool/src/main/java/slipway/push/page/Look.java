package slipway.push.page;

/// The classes of the style sheet.
enum Look {
  SKIP,
  VERDICT,
  GOOD,
  WARN,
  BAD,
  QUIET,
  WHY,
  COUNTS,
  DIFF
}
