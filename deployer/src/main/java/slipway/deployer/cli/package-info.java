/// The commands, a class each.
@NullMarked
package slipway.deployer.cli;

import org.jspecify.annotations.NullMarked;
