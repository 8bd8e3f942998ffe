package slipway.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What two services must not share: a name anywhere; a route or a port on one host. And what one
/// cannot ask of another: to be there under a unit name that it does not have.
final class SharingRules {
  /// Something that one host has once.
  private sealed interface Claim {
    record Route(String host, String domain, String path) implements Claim {}

    record Port(String host, int number) implements Claim {}
  }

  private final Map<String, Node> names = new HashMap<>();
  private final Map<Claim, Node> owners = new HashMap<>();

  /// One problem for two services, however many hosts they share.
  private final Map<String, Problem> problems = new LinkedHashMap<>();

  private SharingRules() {}

  static List<Problem> problems(List<Node> services) {
    SharingRules rules = new SharingRules();
    for (Node service : services) {
      rules.name(service);
      for (String host : service.at("hosts").texts()) {
        rules.route(service, host);
        rules.ports(service, host);
      }
    }
    services.forEach(rules::requires);
    return new ArrayList<>(rules.problems.values());
  }

  private void name(Node service) {
    Node name = service.at("name");
    name.text()
        .map(text -> names.putIfAbsent(text, service))
        .ifPresent(owner ->
            refuse(name, owner, "found the name of %s, wanted another".formatted(who(owner))));
  }

  private void route(Node service, String host) {
    Node http = service.at("http");
    Optional<String> domain = http.at("domain").text();
    if (domain.isEmpty()) {
      return;
    }
    String path = http.at("path").text(Http.DEFAULT_PATH);
    Node owner = owners.putIfAbsent(new Claim.Route(host, domain.get(), path), service);
    if (owner != null && isAnother(owner, service)) {
      refuse(
          http,
          owner,
          "found the route %s of %s, which host %s runs too; wanted another domain or path"
              .formatted(Quoted.of(domain.get() + path), who(owner), Quoted.of(host)));
    }
  }

  private void ports(Node service, String host) {
    Node http = service.at("http");
    for (Node port :
        List.of(http.at("internalPort"), http.at("standbyPort"), service.at("health").at("port"))) {
      Integer number = port.numberOrNull();
      if (number == null) {
        continue;
      }
      Node owner = owners.putIfAbsent(new Claim.Port(host, number), service);
      if (owner != null && isAnother(owner, service)) {
        refuse(
            port,
            owner,
            "found port %d of %s, which host %s runs too; wanted a free port"
                .formatted(number, who(owner), Quoted.of(host)));
      }
    }
  }

  /// The instances of a service with two come and go; systemd would refuse to start what requires
  /// the unit that such a service would have with one.
  private void requires(Node service) {
    for (Node unit : service.at("systemd").at("requires").items()) {
      String name = unit.text("");
      Node other = names.get(name.replaceFirst("[.]service$", ""));
      if (name.endsWith(".service")
          && other != null
          && other.at("http").at("standbyPort").isPresent()) {
        refuse(
            unit,
            other,
            "found %s, which has two instances and no unit of that name; wanted it in \"after\" only"
                .formatted(who(other)));
      }
    }
  }

  private static boolean isAnother(Node owner, Node service) {
    return !owner.pointer().equals(service.pointer());
  }

  private static String who(Node owner) {
    return owner.pointer() + " (" + Quoted.of(owner.at("name").text("unnamed")) + ")";
  }

  private void refuse(Node node, Node owner, String message) {
    problems.putIfAbsent(node.pointer() + " " + owner.pointer(), node.problem(message));
  }
}
