package slipway.deployer.plan;

import java.time.Instant;
import slipway.manifest.Service;

/// One version of a service on this host: the manifest entry and everything that follows from it.
///
/// @param number counted per service from 1; never reused
/// @param fingerprint of the entry; equal fingerprints are the same release
/// @param since when the host first started it
public record Release(int number, Service service, String fingerprint, Instant since) {}
