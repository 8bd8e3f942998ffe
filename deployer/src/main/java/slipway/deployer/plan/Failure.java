package slipway.deployer.plan;

import java.time.Instant;

/// A release that did not work here and is not tried again until its manifest entry changes or an
/// operator asks for it: it costs one outage, not one per pass.
public record Failure(String fingerprint, String reason, Instant at) {}
