package slipway.push.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipway.cache.BucketSettings;
import slipway.cache.settings.BucketSettingsReader;
import slipway.cache.settings.SettingsObject;
import slipway.manifest.NixPublicKey;
import slipway.push.doctor.Finding;

/// Holds a host's `deployer.json` against what is pushed from here, before it is installed. What
/// the deployer alone has to do with is left to `slipway-deployer`.
///
/// @param file what findings call it
/// @param ours the settings that pushes go by
public record HostSettingsCheck(String file, PushSettings ours) {

  /// @param manifestKey signs the manifests that the host is to take
  /// @param cacheKey signs the closures
  public List<Finding> findings(byte[] json, NixPublicKey manifestKey, NixPublicKey cacheKey) {
    SettingsObject root = SettingsObject.root(json, file);
    SettingsObject manifest = root.object("manifest");
    BucketSettings bucket = BucketSettingsReader.read(manifest.object("bucket"));
    Optional<SettingsObject> cache = root.optionalObject("cache");
    BucketSettings cacheBucket =
        cache
            .flatMap(object -> object.optionalObject("bucket"))
            .map(BucketSettingsReader::read)
            .orElse(bucket);
    String namespace = root.string("namespace", PushSettings.DEFAULT_NAMESPACE);
    List<String> manifestKeys = manifest.strings("trustedKeys");
    List<String> cacheKeys = cache.map(object -> object.strings("trustedKeys")).orElse(List.of());
    if (!root.problems().isEmpty()) {
      return root.problems().stream().map(problem -> Finding.fail(file, problem)).toList();
    }
    List<Finding> findings = new ArrayList<>();
    bucket(findings, "/manifest/bucket", bucket, ours.bucket());
    bucket(findings, "/cache/bucket", cacheBucket, ours.cacheBucket());
    key(findings, "/manifest/trustedKeys", manifestKeys, manifestKey);
    if (!cacheKeys.isEmpty()) {
      key(findings, "/cache/trustedKeys", cacheKeys, cacheKey);
    } else {
      findings.add(
          Finding.warn(
              file, "/cache/trustedKeys: none, so the host's nix.conf has to trust " + cacheKey));
    }
    if (!namespace.equals(ours.namespace())) {
      wrong(findings, "/namespace", namespace, ours.namespace());
    }
    if (manifest.bool("allowUnsigned", false)) {
      findings.add(
          Finding.warn(
              file,
              "/manifest/allowUnsigned: whoever writes to the bucket runs code on this host; wanted"
                  + " false"));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(file, "follows " + ours.bucket().display() + ", trusts both keys"));
    }
    return findings;
  }

  private void bucket(
      List<Finding> findings, String pointer, BucketSettings found, BucketSettings wanted) {
    if (!shown(found).equals(shown(wanted))) {
      wrong(findings, pointer, shown(found), shown(wanted));
    }
  }

  /// Whose credentials are used is the host's own affair.
  private static String shown(BucketSettings bucket) {
    return bucket.display() + " at " + bucket.displayEndpoint() + " in " + bucket.region();
  }

  private void key(
      List<Finding> findings, String pointer, List<String> found, NixPublicKey wanted) {
    if (!found.contains(wanted.toString())) {
      findings.add(
          Finding.fail(file, pointer + ": lacks " + wanted + ", which signs what is pushed here"));
    }
  }

  private void wrong(List<Finding> findings, String pointer, String found, String wanted) {
    findings.add(Finding.fail(file, pointer + ": found " + found + "; wanted " + wanted));
  }
}
