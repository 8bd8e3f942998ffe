@NullMarked
package slipway.push;

import org.jspecify.annotations.NullMarked;
