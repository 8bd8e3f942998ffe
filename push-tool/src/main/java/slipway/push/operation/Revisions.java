package slipway.push.operation;

import java.util.Optional;

/// Knows which source revision is being pushed, where anything does.
public interface Revisions {
  Optional<String> current();
}
