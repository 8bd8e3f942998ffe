package slipway.e2e.demo;

import java.time.Duration;
import java.time.Instant;

/// One change on its way to the visitors of a service.
///
/// @param returned when the developer's command had ended
/// @param answered when Caddy first gave the wanted answer
/// @param pass the pass in between
record Deploy(Instant returned, Instant answered, Pass pass) {
  Duration untilAnswer() {
    return notNegative(Duration.between(returned, answered));
  }

  /// Of the time from the beginning of the pass, which the wait for the poll precedes, what neither
  /// `nix copy` nor systemd's job took.
  Duration ours() {
    return notNegative(
        Duration.between(pass.began(), answered).minus(pass.copy()).minus(pass.jobs()));
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
