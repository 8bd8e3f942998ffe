/// One pass: fetch, verify, observe, plan, apply, record, report; and the ports that the edges
/// implement.
@NullMarked
package slipway.deployer.reconcile;

import org.jspecify.annotations.NullMarked;
