package slipway.deployer.reconcile;

import java.util.Collection;
import slipway.deployer.plan.Route;
import slipway.deployer.plan.RouteTable;

/// The routes of the proxy in front of the services.
public interface Routes {
  /// Never throws: a proxy that is away is an answer.
  RouteTable observe();

  /// Puts and drops (by service) in one write that leaves every route not ours as it was; no write
  /// where nothing differs.
  void update(Collection<Route> put, Collection<String> drop) throws HostException;
}
