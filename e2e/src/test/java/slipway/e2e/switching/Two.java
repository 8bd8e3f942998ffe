package slipway.e2e.switching;

import java.util.List;
import slipway.e2e.host.Caddy;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A service with two instances on a site.
///
/// @param drainSec of its entries
record Two(Site site, String service, int drainSec) {
  int internal() {
    return site.port(service);
  }

  int standby() {
    return site.port(service + "-standby");
  }

  ObjectNode entry(String version) {
    return entry(Kind.WEB, version);
  }

  ObjectNode entry(Kind kind, String version) {
    ObjectNode entry = site.entry(service, kind, version);
    entry.withObjectProperty("http").put("standbyPort", standby());
    entry.putObject("deploy").put("drainSec", drainSec);
    return entry;
  }

  String unit(int port) {
    return site.name(service) + "@" + port + ".service";
  }

  /// The ports whose instance is up.
  List<Integer> up() {
    return List.of(internal(), standby()).stream()
        .filter(port -> site.units().activeState(unit(port)).equals("active"))
        .toList();
  }

  int pid(int port) {
    return site.units().pid(unit(port));
  }

  /// As it stands in Caddy.
  JsonNode route() {
    return Caddy.route(site.namespace() + "-" + site.name(service));
  }

  String direct(int port) {
    return Http.port(port, "/").body();
  }
}
