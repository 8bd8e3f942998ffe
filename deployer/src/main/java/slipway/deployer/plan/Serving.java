package slipway.deployer.plan;

import java.time.Instant;

/// The instance of a blue-green service that visitors reach.
///
/// @param since when the host decided for it
public record Serving(int port, Instant since) {}
