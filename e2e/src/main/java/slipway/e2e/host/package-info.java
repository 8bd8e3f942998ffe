/// What whole-system tests and the demo drive: a throwaway host, an S3 server, and the two commands
/// as they are shipped.
///
/// All of it expects to run on the loopback of the host, as `e2e/on-host` starts it, so that
/// 127.0.0.1 means the same to the caller, the host and the bucket.
@NullMarked
package slipway.e2e.host;

import org.jspecify.annotations.NullMarked;
