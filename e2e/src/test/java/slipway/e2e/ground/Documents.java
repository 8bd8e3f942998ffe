package slipway.e2e.ground;

import java.time.Instant;
import java.util.List;
import slipway.e2e.host.S3Endpoint;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The documents that tests write: settings of both sides, entries of services, manifests.
public final class Documents {
  private Documents() {}

  public static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  /// A `slipway.json`, with keys beside it.
  public static String developer(S3Endpoint endpoint, String bucket, String cacheBucket) {
    ObjectNode root = object();
    root.set("bucket", endpoint.bucketSettings(bucket));
    root.set("cacheBucket", endpoint.bucketSettings(cacheBucket));
    return root.put("manifestKeyFile", "manifest.key").put("cacheKeyFile", "cache.key").toString();
  }

  /// The deployer's settings for a host that manifests call `host`.
  public static ObjectNode deployer(
      String host, String namespace, S3Endpoint endpoint, String bucket) {
    ObjectNode root = object().put("host", host).put("namespace", namespace);
    root.putObject("manifest").set("bucket", endpoint.bucketSettings(bucket));
    root.putObject("cache").set("bucket", endpoint.bucketSettings("closures"));
    root.putObject("caddy").put("server", "srv0").putArray("listen").add(":80");
    root.putObject("poll").put("intervalSec", 1).put("burstIntervalSec", 1).put("burstSec", 0);
    return root;
  }

  /// A service of one process without a port, on `host`.
  public static ObjectNode process(String name, String storePath, String host) {
    ObjectNode service = object().put("name", name);
    service.putObject("artifact").put("type", "nix-closure").put("storePath", storePath);
    service.putArray("hosts").add(host);
    service.putObject("exec").put("command", "web");
    service.putObject("systemd").put("restartSec", 0);
    return service;
  }

  /// A service that answers `domain` and is believed at its first good answer.
  public static ObjectNode web(
      String name, String storePath, String host, String domain, int port) {
    ObjectNode service = process(name, storePath, host);
    service.putObject("http").put("domain", domain).put("internalPort", port);
    service.putObject("health").put("path", "/").put("stableSec", 0).put("timeoutSec", 10);
    return service;
  }

  public static ObjectNode manifest(Instant generation, List<ObjectNode> services) {
    ObjectNode root = object().put("version", 1).put("generation", generation.toString());
    root.putArray("services").addAll(services);
    return root;
  }
}
