/// A reverse proxy in front of an S3 server, which sees what passes and can spoil it.
@NullMarked
package slipway.e2e.proxy;

import org.jspecify.annotations.NullMarked;
