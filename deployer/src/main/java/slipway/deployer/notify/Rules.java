package slipway.deployer.notify;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a host's operator wants to hear of.
///
/// @param on a reminder comes where failures do
/// @param remind between two reminders, null for none
/// @param steady how long what came right by itself has to stay right before that is told
/// @param unreachable how long the bucket has to give no answer before that is told
public record Rules(
    Set<Event> on, @Nullable Duration remind, Duration steady, Duration unreachable) {
  /// For what often passes by the next pass: a proxy, or Nix's daemon, that is being restarted.
  static final Duration MOMENT = Duration.ofMinutes(1);

  public Rules {
    on = Set.copyOf(on);
  }

  /// How long a subject has to be found so before it counts.
  Duration patience(Outcome outcome) {
    return switch (outcome) {
      case OK -> steady;
      case UNREACHABLE -> unreachable;
      case BLOCKED, DEGRADED, STOPPED -> MOMENT;
      case ROLLED_BACK, FAILED, REFUSED, REMOVED -> Duration.ZERO;
    };
  }
}
