/// The main job, end to end: group `deploy`.
///
/// One host, one S3 server and one set of closures serve all tests. Each test has a [Site] of its
/// own: a namespace, a bucket for the manifest, names and ports, all gone when it ends.
@NullMarked
package slipway.e2e.deploy;

import org.jspecify.annotations.NullMarked;
