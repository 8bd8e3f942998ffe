/// The bucket as the operations see it.
@NullMarked
package slipway.push.s3;

import org.jspecify.annotations.NullMarked;
