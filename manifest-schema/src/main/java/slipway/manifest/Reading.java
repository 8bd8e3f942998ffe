package slipway.manifest;

import java.util.List;

/// What reading a manifest gave.
public sealed interface Reading {
  record Valid(Manifest manifest) implements Reading {}

  /// All problems of the document, never none.
  record Invalid(List<Problem> problems) implements Reading {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
