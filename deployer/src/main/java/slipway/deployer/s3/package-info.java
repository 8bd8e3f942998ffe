/// The manifest in its bucket.
@NullMarked
package slipway.deployer.s3;

import org.jspecify.annotations.NullMarked;
