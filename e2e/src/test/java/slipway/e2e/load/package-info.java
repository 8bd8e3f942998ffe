/// `make load`: visitors of several kinds at a bounded rate, while what they visit is replaced.
@NullMarked
package slipway.e2e.load;

import org.jspecify.annotations.NullMarked;
