/// What has to be true of a host whenever it has converged, and what its visitors notice until
/// then. Nothing here asks the deployer what it did; its own `status` is one more witness.
@NullMarked
package slipway.e2e.invariant;

import org.jspecify.annotations.NullMarked;
