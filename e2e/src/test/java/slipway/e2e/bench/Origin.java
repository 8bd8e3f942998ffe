package slipway.e2e.bench;

/// Where the figures of a row come from. All of its lines were measured together.
///
/// @param runs of each that stands in it
record Origin(Machine machine, int runs) {}
