package slipway.deployer.plan;

import java.time.Instant;

/// The manifest that this host goes by.
///
/// @param generation the highest accepted, unless the settings let older ones in
/// @param digest SHA-256 of its bytes, lower-case hex
/// @param etag as the bucket gave it, for the next conditional GET; empty where the next has to be
///   without condition
/// @param at when the host accepted it
public record Accepted(Instant generation, String digest, String etag, Instant at) {}
