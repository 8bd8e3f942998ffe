package slipway.push;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipway.manifest.NixPublicKey;
import slipway.manifest.NixSecretKey;
import slipway.push.change.Author;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Pauses;
import slipway.push.change.Signing;
import slipway.push.config.HostSettingsCheck;
import slipway.push.config.PushSettings;
import slipway.push.doctor.Check;
import slipway.push.doctor.Doctor;
import slipway.push.doctor.Finding;
import slipway.push.files.KeyFileCheck;
import slipway.push.files.KeyFiles;
import slipway.push.files.SettingsFiles;
import slipway.push.nix.NixCheck;
import slipway.push.operation.ManifestChecks;
import slipway.push.operation.ManifestChecks.Developer;
import slipway.push.outcome.Failure;
import slipway.push.process.Programs;
import slipway.push.s3.BucketChecks;
import slipway.push.s3.BucketReports;

/// The checks of one settings file.
record WiredDoctor(
    Surroundings here, PushSettings settings, KeyFiles keys, Programs silent, Author author) {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  List<Finding> findings(Optional<Path> hostSettings) throws Failure {
    try (OpenBuckets buckets = OpenBuckets.of(here, settings)) {
      return new Doctor(checks(buckets, hostSettings), LONGEST).findings();
    }
  }

  private List<Check> checks(OpenBuckets buckets, Optional<Path> hostSettings) {
    BucketChecks bucket = new BucketChecks(buckets.bucket(), settings.conditionalWrites());
    BucketChecks cache = new BucketChecks(buckets.cache(), settings.conditionalWrites());
    ManifestChecks manifest =
        new ManifestChecks(() -> developer(buckets), new BucketReports(buckets.bucket()));
    List<Check> checks = new ArrayList<>();
    checks.add(key("manifest key", settings.manifestKeyFile(), settings.trustedKeys()));
    checks.add(key("cache key", settings.cacheKeyFile(), List.of()));
    checks.add(bucket.clock(here.clock()));
    checks.add(bucket.access());
    if (!settings.cacheBucket().equals(settings.bucket())) {
      checks.add(cache.access());
    }
    checks.add(cache.cacheInfo());
    checks.add(manifest.current());
    checks.add(manifest.trust());
    checks.add(new NixCheck(silent.within(LONGEST)).check());
    hostSettings.ifPresent(file -> checks.add(host(file)));
    return checks;
  }

  private Check key(String what, Path file, List<NixPublicKey> trusted) {
    return new KeyFileCheck(what, file, here.account(), trusted, keys).check();
  }

  private Check host(Path file) {
    return new Check(
        file.toString(),
        () ->
            new HostSettingsCheck(file.toString(), settings)
                .findings(
                    new SettingsFiles(here.directory()).read(file),
                    keys.load(settings.manifestKeyFile()).publicKey(),
                    keys.load(settings.cacheKeyFile()).publicKey()));
  }

  private Developer developer(OpenBuckets buckets) throws Failure {
    NixSecretKey key = keys.load(settings.manifestKeyFile());
    Pauses none = _ -> {};
    return new Developer(
        new ManifestUpdate(
            buckets.manifests(),
            new Signing(key, settings.trustedKeys()),
            here.clock(),
            none,
            author),
        key.publicKey(),
        keys.load(settings.cacheKeyFile()).publicKey());
  }
}
