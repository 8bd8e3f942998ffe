/// Pure: from what should run, what was recorded and what is observed to an ordered plan of
/// actions.
@NullMarked
package slipway.deployer.plan;

import org.jspecify.annotations.NullMarked;
