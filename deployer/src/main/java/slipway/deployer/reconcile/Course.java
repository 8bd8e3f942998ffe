package slipway.deployer.reconcile;

/// What accompanies one pass from its beginning to its end.
///
/// @param budget asked before each step
record Course(Journal journal, Timings timings, Progress progress, Budget budget, Meter meter) {}
