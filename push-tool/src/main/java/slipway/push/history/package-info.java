/// PURE: what two manifests differ in, said in a line.
@NullMarked
package slipway.push.history;

import org.jspecify.annotations.NullMarked;
