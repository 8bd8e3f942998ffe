package slipway.manifest;

import java.time.Instant;

/// Asks everybody to leave the manifest as it is. The developers' side keeps to it; hosts do not
/// look at it.
///
/// @param reason for people
/// @param by who froze it, in the form of a manifest's `pushedBy`
public record Freeze(String reason, String by, Instant since) {}
