/// Units over D-Bus; no `systemctl`.
@NullMarked
package slipway.deployer.systemd;

import org.jspecify.annotations.NullMarked;
