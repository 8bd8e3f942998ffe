/// Numbers for Prometheus: counted in passes, kept from one process to the next, and shown at an
/// address or in a file. Loaded only where the settings ask for it.
@NullMarked
package slipway.deployer.metrics;

import org.jspecify.annotations.NullMarked;
