package slipway.deployer.report;

import slipway.report.Poll;
import slipway.report.TrustedKeys;

/// What a report says of the deployer itself, in every pass the same.
///
/// @param version of the deployer
public record Identity(
    String host, String namespace, String version, Poll poll, TrustedKeys trust) {}
