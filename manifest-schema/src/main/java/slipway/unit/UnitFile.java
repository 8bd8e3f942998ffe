package slipway.unit;

/// A unit as it must stand on disk.
///
/// @param name with its suffix, as `web.service`
/// @param content the whole file
public record UnitFile(String name, String content) {}
