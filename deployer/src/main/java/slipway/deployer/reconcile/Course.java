package slipway.deployer.reconcile;

import java.util.function.BooleanSupplier;

/// What accompanies one pass from its beginning to its end.
///
/// @param stopping asked between steps; true ends the pass there, and the next one takes it up
record Course(Journal journal, Timings timings, Progress progress, BooleanSupplier stopping) {}
