/// Programs of the operator's around a deploy.
@NullMarked
package slipway.deployer.hooks;

import org.jspecify.annotations.NullMarked;
