/// What each command does, in terms of ports that the edges implement.
@NullMarked
package slipway.push.operation;

import org.jspecify.annotations.NullMarked;
