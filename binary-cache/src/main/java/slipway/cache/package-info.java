@NullMarked
package slipway.cache;

import org.jspecify.annotations.NullMarked;
