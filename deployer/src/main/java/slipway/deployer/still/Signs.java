package slipway.deployer.still;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The values that some subjects had at one moment.
record Signs(List<Sign> all) {
  /// @param value holds no control character
  record Sign(Subject subject, String value) {}

  /// @throws IOException where one has no value that could be compared later
  static Signs of(Collection<Subject> subjects, SignReader reader) throws IOException {
    List<Sign> all = new ArrayList<>();
    for (Subject subject : subjects) {
      all.add(new Sign(subject, subject.value(reader)));
    }
    return new Signs(all);
  }

  /// Whether every subject has the same value now.
  boolean hold(SignReader reader) {
    try {
      for (Sign sign : all) {
        if (!sign.subject().has(sign.value(), reader)) {
          return false;
        }
      }
      return true;
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }
}
