/// What a test on one host has for itself: a [Site], with a namespace, a bucket for the manifest,
/// names and ports of its own, all gone when it ends. One host, one S3 server and one set of
/// closures serve all of them.
@NullMarked
package slipway.e2e.site;

import org.jspecify.annotations.NullMarked;
