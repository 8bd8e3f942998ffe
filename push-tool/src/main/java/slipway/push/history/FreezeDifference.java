package slipway.push.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Freeze;

/// What happened to a manifest's freeze.
public sealed interface FreezeDifference {
  /// For people, in a few words.
  String text();

  record Frozen(Freeze freeze) implements FreezeDifference {
    @Override
    public String text() {
      return "frozen by " + freeze.by() + ": \"" + freeze.reason() + '"';
    }
  }

  record Lifted(Freeze freeze) implements FreezeDifference {
    @Override
    public String text() {
      return "unfrozen";
    }
  }

  static Optional<FreezeDifference> between(@Nullable Freeze before, @Nullable Freeze after) {
    if (after == null) {
      return Optional.ofNullable(before).map(Lifted::new);
    }
    return after.equals(before) ? Optional.empty() : Optional.of(new Frozen(after));
  }
}
