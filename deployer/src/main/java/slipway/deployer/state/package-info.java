/// What the host remembers, on disk: the state file, the accepted manifest, and the lock of a pass.
@NullMarked
package slipway.deployer.state;

import org.jspecify.annotations.NullMarked;
