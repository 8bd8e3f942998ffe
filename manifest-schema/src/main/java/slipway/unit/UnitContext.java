package slipway.unit;

/// What a unit says besides its manifest entry.
///
/// @param namespace of the deployer that owns the unit
public record UnitContext(String namespace) {}
