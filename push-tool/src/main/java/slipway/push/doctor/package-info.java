/// What `slipway doctor` looks at, and what it says.
@NullMarked
package slipway.push.doctor;

import org.jspecify.annotations.NullMarked;
