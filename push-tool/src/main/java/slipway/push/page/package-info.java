/// PURE: a fleet as a page for browsers. Says what `slipway status`, `history` and `diff` say, in
/// their words.
@NullMarked
package slipway.push.page;

import org.jspecify.annotations.NullMarked;
