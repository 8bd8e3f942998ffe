package slipway.deployer.still;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import slipway.deployer.report.Repeat;

/// Knows the report that the bucket has of this host.
///
/// @param last empty where none was written by this process
/// @param again writes that one again, with the time that it is, and says whether it has
public record Reports(Supplier<Optional<Repeat>> last, BooleanSupplier again) {}
