/// What the working directory knows about its revision.
@NullMarked
package slipway.push.source;

import org.jspecify.annotations.NullMarked;
