package slipway.deployer.still;

import java.util.Optional;
import slipway.deployer.report.Repeat;

/// Knows the report that the bucket has of this host.
@FunctionalInterface
public interface Reports {
  /// Empty where none was written by this process.
  Optional<Repeat> last();
}
