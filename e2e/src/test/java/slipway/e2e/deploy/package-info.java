/// The main job, end to end: group `deploy`.
@NullMarked
package slipway.e2e.deploy;

import org.jspecify.annotations.NullMarked;
