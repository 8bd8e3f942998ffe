/// What the groups of whole-system tests stand on.
@NullMarked
package slipway.e2e.ground;

import org.jspecify.annotations.NullMarked;
