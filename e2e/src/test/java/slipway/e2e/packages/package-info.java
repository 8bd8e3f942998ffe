/// The group `package`: what is shipped, installed on a host without a Java by the host's own
/// package manager, and nothing else of ours there.
@NullMarked
package slipway.e2e.packages;

import org.jspecify.annotations.NullMarked;
