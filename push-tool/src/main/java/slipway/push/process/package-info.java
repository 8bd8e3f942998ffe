/// Programs that the tool starts.
@NullMarked
package slipway.push.process;

import org.jspecify.annotations.NullMarked;
