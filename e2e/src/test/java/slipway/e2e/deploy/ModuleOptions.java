package slipway.e2e.deploy;

import slipway.e2e.ground.Documents;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// Options of `services.slipway.deployer`, as a host of NixOS would set them.
final class ModuleOptions {
  private static final int NEVER = 86_400;

  private ModuleOptions() {}

  /// A daemon for the site, which in the time of a test polls only when it is asked to.
  static ObjectNode of(Site site) {
    ObjectNode options =
        Documents.object().put("host", Site.HOST).put("namespace", site.namespace());
    options.put("mode", "daemon").put("intervalSec", NEVER);
    options.put("secretsDirectory", site.secrets()).put("credentialsFile", Ground.CREDENTIALS);
    options.set("bucket", bucket(site, site.bucket().bucket()));
    options.putArray("trustedKeys").add(site.manifestKey().publicKey().toString());
    ObjectNode cache = options.putObject("cache");
    cache.set("bucket", bucket(site, "closures"));
    cache.putArray("trustedKeys").add(site.ground().cacheKey().publicKey().toString());
    options.putObject("caddy").putArray("listen").add(":80");
    options.putObject("settings").putObject("poll").put("burstSec", 0);
    return options;
  }

  /// The same with the Caddy that the host has already, which no module has set up.
  static ObjectNode besideCaddy(Site site) {
    ObjectNode options = of(site);
    options
        .withObjectProperty("settings")
        .putObject("caddy")
        .put("admin", "http://localhost:2019")
        .put("server", "srv0");
    return options;
  }

  private static ObjectNode bucket(Site site, String name) {
    S3Endpoint endpoint = site.ground().radosgw().endpoint();
    return Documents.object().put("name", name).put("endpoint", endpoint.address().toString());
  }
}
