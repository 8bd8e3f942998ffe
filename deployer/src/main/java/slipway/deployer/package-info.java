@NullMarked
package slipway.deployer;

import org.jspecify.annotations.NullMarked;
