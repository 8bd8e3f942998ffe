/// PURE: what a change of the manifest comes to, for services and on each host.
@NullMarked
package slipway.push.preview;

import org.jspecify.annotations.NullMarked;
