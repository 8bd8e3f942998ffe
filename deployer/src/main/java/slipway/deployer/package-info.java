/// The host's side: makes a host match the manifest. `Main` and `Wiring` join the pure middle to
/// its edges.
@NullMarked
package slipway.deployer;

import org.jspecify.annotations.NullMarked;
