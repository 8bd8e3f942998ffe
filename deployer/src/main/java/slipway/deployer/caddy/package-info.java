/// Routes through the admin API of Caddy.
@NullMarked
package slipway.deployer.caddy;

import org.jspecify.annotations.NullMarked;
