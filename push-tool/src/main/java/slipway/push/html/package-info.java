/// PURE: pages of HTML that cannot hold markup of anybody else. Elements are made of elements and
/// of texts, and there is no way in for a string but as text.
@NullMarked
package slipway.push.html;

import org.jspecify.annotations.NullMarked;
