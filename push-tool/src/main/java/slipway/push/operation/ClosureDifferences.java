package slipway.push.operation;

import java.util.List;
import java.util.Optional;
import slipway.manifest.StorePath;

/// Compares closures, where this machine has both.
public interface ClosureDifferences {
  /// For people: a line for each package that differs, or nothing where it cannot be told.
  Optional<List<String>> between(StorePath before, StorePath after);
}
