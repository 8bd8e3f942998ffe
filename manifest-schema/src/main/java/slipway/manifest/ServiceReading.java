package slipway.manifest;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What reading the file of one service gave.
public sealed interface ServiceReading {
  /// The entry as written, `x-…` keys included. It may lack `name` and `artifact`, which a push
  /// adds with [ServiceJson#withArtifact].
  record Valid(ObjectNode entry) implements ServiceReading {}

  /// All problems of the file, never none.
  record Invalid(List<Problem> problems) implements ServiceReading {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
