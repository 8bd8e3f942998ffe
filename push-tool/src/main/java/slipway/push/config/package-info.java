/// The settings of the developer's side: as written, and validated.
@NullMarked
package slipway.push.config;

import org.jspecify.annotations.NullMarked;
