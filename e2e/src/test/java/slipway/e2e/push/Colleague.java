package slipway.e2e.push;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import slipway.cache.Bucket;
import slipway.cache.BucketSettings;
import slipway.cache.Timeouts;
import slipway.e2e.ground.Documents;
import slipway.e2e.host.S3Endpoint;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.change.ManifestChange;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Pauses;
import slipway.push.change.RemoveService;
import slipway.push.change.SetService;
import slipway.push.change.Signing;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.s3.BucketManifests;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import tools.jackson.databind.node.ObjectNode;

/// A developer who takes one service through a few versions, by what `slipway push` and `slipway
/// remove` do once a closure is in the cache, and who runs again what failed.
///
/// @param plan the versions in their order; [#REMOVED] takes the service out
record Colleague(String service, List<String> plan, NixSecretKey key) {
  static final String REMOVED = "removed";

  private static final int RUNS = 20;
  private static final Timeouts PATIENT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(1), 5);

  Colleague {
    plan = List.copyOf(plan);
  }

  /// @return how many commands failed on the way
  int work(S3Endpoint server, String bucketName, Pauses pauses) throws Exception {
    int failed = 0;
    try (Bucket bucket = open(server, bucketName)) {
      ManifestUpdate update =
          new ManifestUpdate(
              new BucketManifests(bucket),
              new Signing(key, List.of()),
              InstantSource.system(),
              pauses,
              () -> service);
      for (String version : plan) {
        failed += work(update, version);
      }
    }
    return failed;
  }

  private int work(ManifestUpdate update, String version) throws Failure {
    Failure last = null;
    for (int run = 0; run < RUNS; run++) {
      try {
        update.apply(change(version));
        return run;
      } catch (Failure e) {
        if (run > 0 && version.equals(REMOVED) && e.exitCode() == ExitCode.USAGE) {
          return run; // the run before had removed it, and could not know
        }
        if (e.exitCode() != ExitCode.BUCKET && e.exitCode() != ExitCode.FAILED) {
          throw e;
        }
        last = e;
      }
    }
    throw new Failure(ExitCode.FAILED, service + " " + version + " failed for ever", last);
  }

  private ManifestChange change(String version) {
    if (version.equals(REMOVED)) {
      return new RemoveService(service);
    }
    ObjectNode entry = Documents.process(service, storePath(version), "one");
    entry.remove("artifact");
    return new SetService(service, StorePath.of(storePath(version)), entry, null);
  }

  private String storePath(String version) {
    return "/nix/store/" + "0".repeat(32) + "-" + service + "-" + version;
  }

  private static Bucket open(S3Endpoint server, String bucket) {
    return Bucket.open(
        new BucketSettings(bucket, "us-east-1", server.address(), null, true, ""),
        Apache5HttpClient.builder(),
        PATIENT,
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(server.accessKey(), server.secretKey())));
  }
}
