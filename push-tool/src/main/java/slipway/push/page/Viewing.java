package slipway.push.page;

import java.time.Instant;
import java.util.Optional;

/// How somebody comes to see a page.
public sealed interface Viewing {
  /// As a file, which stays as it was written.
  record Filed() implements Viewing {}

  /// From a server, which makes it anew.
  ///
  /// @param now when it was asked for
  /// @param again whether the browser is to ask again and again
  /// @param trouble why it is not newer than it is; empty where it is as new as it should be
  record Served(Instant now, boolean again, Optional<String> trouble) implements Viewing {}
}
