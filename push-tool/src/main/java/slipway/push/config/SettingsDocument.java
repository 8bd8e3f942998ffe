package slipway.push.config;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import slipway.cache.BucketSettings;
import slipway.manifest.NixPublicKey;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Settings files as `init` writes them.
public final class SettingsDocument {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private SettingsDocument() {}

  /// A `slipway.json`; key files are named relative to it.
  public static ObjectNode developer(
      BucketSettings bucket, String manifestKeyFile, String cacheKeyFile) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("bucket", bucket(bucket, true));
    root.put("manifestKeyFile", manifestKeyFile);
    root.put("cacheKeyFile", cacheKeyFile);
    return root;
  }

  /// The deployer's settings on a host that follows this bucket. The developer's AWS profile stays
  /// out of it: it names credentials that the host does not have and must not get.
  public static ObjectNode host(
      PushSettings settings, String host, NixPublicKey manifestKey, NixPublicKey cacheKey) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("host", host);
    if (!settings.namespace().equals(PushSettings.DEFAULT_NAMESPACE)) {
      root.put("namespace", settings.namespace());
    }
    ObjectNode manifest = root.putObject("manifest");
    manifest.set("bucket", bucket(settings.bucket(), false));
    var trusted = manifest.putArray("trustedKeys").add(manifestKey.toString());
    settings.trustedKeys().stream()
        .filter(key -> !key.equals(manifestKey))
        .forEach(key -> trusted.add(key.toString()));
    ObjectNode cache = root.putObject("cache");
    cache.set("bucket", bucket(settings.cacheBucket(), false));
    cache.putArray("trustedKeys").add(cacheKey.toString());
    root.putObject("caddy");
    return root;
  }

  private static ObjectNode bucket(BucketSettings settings, boolean withProfile) {
    ObjectNode bucket = MAPPER.createObjectNode();
    BiConsumer<String, @Nullable Object> given =
        (key, value) -> {
          if (value != null && !value.toString().isEmpty()) {
            bucket.put(key, value.toString());
          }
        };
    given.accept("bucket", settings.bucket());
    given.accept("endpoint", settings.endpoint());
    given.accept("region", settings.region());
    given.accept("profile", withProfile ? settings.profile() : null);
    given.accept("prefix", settings.prefix());
    if (settings.pathStyle() != (settings.endpoint() != null)) {
      bucket.put("pathStyle", settings.pathStyle());
    }
    return bucket;
  }
}
