/// Whether anything on the host can have changed since a pass found nothing to do, as far as files,
/// systemd's run-time files and one answer of Caddy's tell.
@NullMarked
package slipway.deployer.still;

import org.jspecify.annotations.NullMarked;
