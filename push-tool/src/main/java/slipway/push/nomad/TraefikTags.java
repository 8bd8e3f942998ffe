package slipway.push.nomad;

import java.util.ArrayList;
import java.util.List;
import slipway.manifest.Http;

/// A route as Traefik reads it from the tags of a registration (its providers nomad and
/// consulCatalog, rules of version 3).
final class TraefikTags {
  static final String NOT_ROUTED = "traefik.enable=false";

  private static final String ROUTERS = "traefik.http.routers.";

  /// More than a path can have characters, so that a domain's own routes come before those of `*.`.
  private static final int OWN_DOMAIN = 10_000;

  private TraefikTags() {}

  static List<String> of(String service, Http http) {
    List<String> tags = new ArrayList<>();
    tags.add("traefik.enable=true");
    tags.add(ROUTERS + service + ".rule=" + rule(http));
    int domain = http.domain().startsWith("*") ? 0 : OWN_DOMAIN;
    tags.add(ROUTERS + service + ".priority=" + (domain + http.path().length()));
    if (http.stripPath() && !isWhole(http)) {
      tags.add("traefik.http.middlewares." + service + ".stripprefix.prefixes=" + http.path());
      tags.add(ROUTERS + service + ".middlewares=" + service);
    }
    return tags;
  }

  private static String rule(Http http) {
    String host =
        http.domain().startsWith("*")
            ? "HostRegexp(`^[^.]+" + http.domain().substring(1).replace(".", "\\.") + "$`)"
            : "Host(`" + http.domain() + "`)";
    return isWhole(http)
        ? host
        // A prefix alone would also take /apiary for /api.
        : host + " && (Path(`%1$s`) || PathPrefix(`%1$s/`))".formatted(http.path());
  }

  private static boolean isWhole(Http http) {
    return http.path().equals(Http.DEFAULT_PATH);
  }
}
