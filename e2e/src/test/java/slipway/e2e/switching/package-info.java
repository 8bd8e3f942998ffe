/// Services with two instances, changed while visitors come: group `switch`.
@NullMarked
package slipway.e2e.switching;

import org.jspecify.annotations.NullMarked;
