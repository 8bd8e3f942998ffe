/// Who is told what of a host: what counts as news is decided by pure classes, and what was told is
/// kept from one pass to the next.
@NullMarked
package slipway.deployer.notify;

import org.jspecify.annotations.NullMarked;
