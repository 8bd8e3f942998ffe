/// A strict S3 server in this process, for unit tests and the demo. It is held to the same contract
/// test as a real one.
@NullMarked
package slipway.cache.testing;

import org.jspecify.annotations.NullMarked;
