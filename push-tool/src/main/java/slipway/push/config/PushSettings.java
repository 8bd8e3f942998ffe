package slipway.push.config;

import java.nio.file.Path;
import java.util.List;
import slipway.cache.BucketSettings;
import slipway.manifest.NixPublicKey;

/// What `slipway.json` says, with everything resolved.
///
/// @param bucket holds the manifest
/// @param cacheBucket holds the closures; the same as `bucket` where none is named
/// @param manifestKeyFile the secret key that signs manifests
/// @param cacheKeyFile the secret key that signs closures
/// @param trustedKeys public keys of colleagues whose manifests may be built upon; the own key is
///   always trusted besides
/// @param namespace what the host calls its profiles, roots and routes
/// @param conditionalWrites whether both buckets have to refuse a write whose condition does not
///   hold
public record PushSettings(
    BucketSettings bucket,
    BucketSettings cacheBucket,
    Path manifestKeyFile,
    Path cacheKeyFile,
    List<NixPublicKey> trustedKeys,
    String namespace,
    boolean conditionalWrites) {
  public static final String FILE_NAME = "slipway.json";
  public static final String DEFAULT_NAMESPACE = "slipway";
  public static final String WITH_CONDITIONAL_WRITES = "required";
  public static final String WITHOUT_CONDITIONAL_WRITES = "off-and-pushes-may-be-lost";

  public PushSettings {
    trustedKeys = List.copyOf(trustedKeys);
  }
}
