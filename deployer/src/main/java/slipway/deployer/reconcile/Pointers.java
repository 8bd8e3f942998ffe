package slipway.deployer.reconcile;

import java.util.Set;
import slipway.deployer.plan.Side;

/// Which instance of each blue-green service the proxy leads visitors to. It looks at every
/// request, so that a change takes effect at once, costs no visitor anything, and needs no word
/// with it.
public interface Pointers {
  /// The services that lead to the standby side; all others lead to the internal one.
  Set<String> standby() throws HostException;

  /// Durable when it returns.
  void point(String service, Side side) throws HostException;
}
