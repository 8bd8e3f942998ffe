/// What a host does, and says, while something is broken: group `faults`.
@NullMarked
package slipway.e2e.faults;

import org.jspecify.annotations.NullMarked;
