package slipway.push.nomad;

import java.util.List;
import java.util.Optional;
import slipway.manifest.Http;
import slipway.manifest.Service;
import tools.jackson.databind.node.ObjectNode;

/// `Service` (api/services.go): under which name others find the instances, and what is asked of
/// them.
final class Registration {
  private Registration() {}

  static Optional<ObjectNode> of(Service service, Provider provider, Warnings warnings) {
    List<ObjectNode> checks = Checks.of(service, provider);
    Checks.tellWhatIsLost(service, provider, warnings);
    Optional<String> port = service.http() == null ? Ports.asked(service) : Optional.of(Ports.HTTP);
    if (port.isEmpty() && checks.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode registration = Tree.object().put("Name", name(service, warnings));
    registration.put("Provider", provider.text());
    port.ifPresent(label -> registration.put("PortLabel", label));
    Http http = service.http();
    if (http != null) {
      registration.set("Tags", Tree.texts(TraefikTags.of(service.name(), http)));
      if (service.isBlueGreen()) {
        // No visitor sees a release before it is promoted.
        registration.set("CanaryTags", Tree.texts(List.of(TraefikTags.NOT_ROUTED)));
      }
      warnings.add(
          "http.domain",
          "Nomad leads no visitors: the route is in tags for Traefik, which also has to get the"
              + " certificate");
    }
    if (!checks.isEmpty()) {
      registration.set("Checks", Tree.list(checks));
    }
    return Optional.of(registration);
  }

  private static String name(Service service, Warnings warnings) {
    String name = service.name().replaceAll("-+$", "");
    if (!name.equals(service.name())) {
      warnings.add(
          "name", "Nomad allows no dash at the end of a registration: it is called " + name);
    }
    return name;
  }
}
