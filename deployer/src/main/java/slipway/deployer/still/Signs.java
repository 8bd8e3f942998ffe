package slipway.deployer.still;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /// Where something happens whenever one of them changes, but for those that are [#untold].
  Set<Path> places(SignReader reader) {
    Set<Path> places = new LinkedHashSet<>();
    for (Sign sign : all) {
      places.addAll(sign.subject().places(reader));
    }
    return places;
  }

  /// Those that have no such place, and have to be read to be known.
  Signs untold(SignReader reader) {
    return new Signs(all.stream().filter(sign -> sign.subject().places(reader).isEmpty()).toList());
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
