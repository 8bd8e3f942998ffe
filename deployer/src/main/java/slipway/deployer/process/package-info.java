/// Programs that the deployer starts itself, bounded in time and output.
@NullMarked
package slipway.deployer.process;

import org.jspecify.annotations.NullMarked;
