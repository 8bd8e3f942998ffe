package slipway.push.preview;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A text in two manifests, which differ in it.
///
/// @param before null where there was none
/// @param after null where there is none any more
public record Replaced(@Nullable String before, @Nullable String after) {
  static Optional<Replaced> between(@Nullable String before, @Nullable String after) {
    return Objects.equals(before, after)
        ? Optional.empty()
        : Optional.of(new Replaced(before, after));
  }
}
