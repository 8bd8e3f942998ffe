package slipway.deployer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import slipway.cache.Bucket;
import slipway.deployer.config.Settings;
import slipway.deployer.reconcile.Units;
import slipway.deployer.report.Identity;
import slipway.deployer.report.Reporter;
import slipway.deployer.s3.BucketReports;
import slipway.deployer.state.SentFile;
import slipway.manifest.NixPublicKey;
import slipway.report.Poll;
import slipway.report.TrustedKeys;

/// Joins what writes reports.
final class Reporting {
  /// A bucket that takes longer gets the next report.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Reporting() {}

  /// A pass by a timer, whose interval nobody here knows.
  static Poll timer() {
    return new Poll(Poll.Mode.TIMER, null);
  }

  static Poll daemon(Settings.Poll poll) {
    return new Poll(Poll.Mode.DAEMON, (int) poll.interval().toSeconds());
  }

  static Reporter of(Settings settings, Poll poll, Bucket bucket, Units units, Clock clock) {
    return new Reporter(
        new Identity(
            settings.host(),
            settings.namespace(),
            version(),
            poll,
            new TrustedKeys(texts(settings.trust().keys()), texts(settings.cache().trustedKeys()))),
        new BucketReports(bucket, settings.host()),
        new SentFile(settings.stateDirectory()),
        units,
        new Reporter.Timing(clock, PATIENCE));
  }

  static String version() {
    String version = Reporting.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static List<String> texts(List<NixPublicKey> keys) {
    return keys.stream().map(NixPublicKey::toString).toList();
  }
}
