package slipway.cache.testing;

/// A request that was answered.
///
/// @param target `/bucket/key?query` as it was sent
public record Seen(String method, String target, int status) {}
