package slipway.e2e.invariant;

import java.time.Duration;

/// A time in which visitors of a service did not get what they came for.
///
/// @param service the site's short name
/// @param answer the first wrong one
/// @param process whether the process itself did not answer either, so that it was not the route
public record Outage(String service, Duration length, String answer, boolean process) {
  @Override
  public String toString() {
    return "%s gave no answer for %d ms (%s; %s)"
        .formatted(
            service,
            length.toMillis(),
            answer,
            process ? "its process was down" : "its process was up");
  }
}
