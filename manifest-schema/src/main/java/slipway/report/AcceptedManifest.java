package slipway.report;

import java.time.Instant;

/// The manifest that a host goes by.
///
/// @param digest SHA-256 of its bytes, lower-case hex
/// @param at when the host accepted it
public record AcceptedManifest(Instant generation, String digest, Instant at) {}
