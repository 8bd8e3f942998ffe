/// The page of the fleet, in a real browser: what others wrote does nothing there, and everybody
/// can read it.
@NullMarked
package slipway.e2e.page;

import org.jspecify.annotations.NullMarked;
