/// What the host says of itself in the bucket: put together from a pass, written beside it. Owns
/// the ports to the bucket and to its own memory.
@NullMarked
package slipway.deployer.report;

import org.jspecify.annotations.NullMarked;
