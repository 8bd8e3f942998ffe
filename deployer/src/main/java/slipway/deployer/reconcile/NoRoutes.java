package slipway.deployer.reconcile;

import java.util.Collection;
import slipway.deployer.plan.Route;
import slipway.deployer.plan.RouteTable;

/// The routes of a host whose settings name no proxy.
public final class NoRoutes implements Routes {
  @Override
  public RouteTable observe() {
    return new RouteTable.NotUsed();
  }

  @Override
  public void update(Collection<Route> put, Collection<String> drop) {}
}
