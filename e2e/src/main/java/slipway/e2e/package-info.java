@NullMarked
package slipway.e2e;

import org.jspecify.annotations.NullMarked;
