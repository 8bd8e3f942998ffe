/// How a command can end, and what it says on the way.
@NullMarked
package slipway.push.outcome;

import org.jspecify.annotations.NullMarked;
