/// Whether a release works, and whether it may be started at all.
@NullMarked
package slipway.deployer.health;

import org.jspecify.annotations.NullMarked;
