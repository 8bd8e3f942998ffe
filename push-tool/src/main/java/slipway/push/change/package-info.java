/// PURE: one change to the manifest, carried through against whoever else is pushing. Owns the port
/// that the bucket implements.
@NullMarked
package slipway.push.change;

import org.jspecify.annotations.NullMarked;
