/// From the settings file as written to validated settings.
@NullMarked
package slipway.deployer.config;

import org.jspecify.annotations.NullMarked;
