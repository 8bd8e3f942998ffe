/// A page for browsers on this machine.
@NullMarked
package slipway.push.serve;

import org.jspecify.annotations.NullMarked;
