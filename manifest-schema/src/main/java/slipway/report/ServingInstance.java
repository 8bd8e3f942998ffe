package slipway.report;

import java.time.Instant;

/// The one of a service's two instances that visitors reach.
///
/// @param port on the host's loopback
/// @param since when the host decided for it
public record ServingInstance(int port, Instant since) {}
