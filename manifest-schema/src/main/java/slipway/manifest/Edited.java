package slipway.manifest;

import java.util.List;

/// What changing a manifest gave.
public sealed interface Edited {
  /// The new manifest, validated.
  record Done(byte[] manifest) implements Edited {}

  /// Nothing to store: the manifest before or after the change has these problems, or has no
  /// service of that name.
  record Refused(List<Problem> problems) implements Edited {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
