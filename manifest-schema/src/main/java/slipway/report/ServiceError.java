package slipway.report;

import java.time.Instant;

/// Why a service is not as its manifest entry says.
///
/// @param message one line for people
/// @param at when that was found
public record ServiceError(String message, Instant at) {
  public ServiceError {
    message = ReportText.message(message);
  }
}
