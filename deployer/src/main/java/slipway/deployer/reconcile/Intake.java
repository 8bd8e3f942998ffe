package slipway.deployer.reconcile;

import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.Accepted;
import slipway.deployer.reconcile.ManifestSource.Polled.Fetched;
import slipway.manifest.Digest;
import slipway.manifest.Freshness;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.ManifestSignature;
import slipway.manifest.Problem;
import slipway.manifest.Reading;
import slipway.manifest.Verification;

/// Judges a fetched manifest; pure. The signature comes before the first byte is parsed, the schema
/// before the generation is read.
final class Intake {
  /// Of problems; `slipway validate` shows all.
  private static final int SHOWN = 20;

  private final Trust trust;

  Intake(Trust trust) {
    this.trust = trust;
  }

  /// The judgement.
  sealed interface Judged {
    record Taken(Manifest manifest, Accepted accepted) implements Judged {}

    /// @param reason what was found, what was wanted and what to do
    record Refused(Refusal why, String reason) implements Judged {}
  }

  Judged judge(Fetched fetched, @Nullable Accepted before, Instant now) {
    String distrust = distrust(fetched);
    if (distrust != null) {
      return new Judged.Refused(Refusal.SIGNATURE, distrust);
    }
    return switch (ManifestReader.read(fetched.manifest())) {
      case Reading.Invalid(var problems) ->
          new Judged.Refused(
              Refusal.INVALID,
              "the manifest in the bucket has %d problem%s: %s; run `slipway validate` on it, mend it and push again"
                  .formatted(
                      problems.size(),
                      problems.size() == 1 ? "" : "s",
                      problems.stream()
                          .limit(SHOWN)
                          .map(Problem::toString)
                          .collect(Collectors.joining("; "))));
      case Reading.Valid(Manifest manifest) -> fresh(manifest, fetched, before, now);
    };
  }

  private @Nullable String distrust(Fetched fetched) {
    Verification verification =
        ManifestSignature.verify(fetched.manifest(), fetched.signature(), trust.keys());
    boolean anything = trust.allowUnsigned() && trust.keys().isEmpty();
    return switch (verification) {
      case Verification.Trusted(String _) -> null;
      case Verification.Unsigned unsigned -> trust.allowUnsigned() ? null : unsigned.message();
      case Verification.Refused refused -> anything ? null : refused.message();
    };
  }

  private Judged fresh(Manifest manifest, Fetched fetched, @Nullable Accepted before, Instant now) {
    String digest = Digest.sha256(fetched.manifest());
    Freshness freshness =
        Freshness.judge(
            before == null ? null : before.generation(),
            before == null ? null : before.digest(),
            manifest.generation(),
            digest,
            now,
            trust.acceptOlder());
    return switch (freshness) {
      case Freshness.Fresh() -> taken(manifest, digest, fetched, now);
      case Freshness.Same() -> taken(manifest, digest, fetched, before == null ? now : before.at());
      case Freshness.Refused refused -> new Judged.Refused(why(refused), refused.message());
    };
  }

  private static Refusal why(Freshness.Refused refused) {
    return switch (refused) {
      case Freshness.Older _ -> Refusal.OLDER;
      case Freshness.Conflicting _ -> Refusal.CONFLICT;
      case Freshness.Future _ -> Refusal.FUTURE;
    };
  }

  private static Judged taken(Manifest manifest, String digest, Fetched fetched, Instant at) {
    return new Judged.Taken(
        manifest, new Accepted(manifest.generation(), digest, fetched.etag(), at));
  }
}
