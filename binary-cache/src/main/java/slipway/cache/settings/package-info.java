/// Strict reading of settings files: every problem at once, with the nearest known key.
@NullMarked
package slipway.cache.settings;

import org.jspecify.annotations.NullMarked;
