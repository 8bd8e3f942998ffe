/// The webhook that an operator is told by.
@NullMarked
package slipway.deployer.webhook;

import org.jspecify.annotations.NullMarked;
