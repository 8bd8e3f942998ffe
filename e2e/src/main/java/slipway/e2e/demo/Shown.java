package slipway.e2e.demo;

import java.util.Optional;

/// What a step has to show.
///
/// @param note what was seen, may be empty
record Shown(Optional<Deploy> deploy, String note) {
  static Shown note(String note) {
    return new Shown(Optional.empty(), note);
  }

  static Shown deploy(Deploy deploy, String note) {
    return new Shown(Optional.of(deploy), note);
  }
}
