/// What an operator and systemd see of the deployer.
@NullMarked
package slipway.deployer.status;

import org.jspecify.annotations.NullMarked;
