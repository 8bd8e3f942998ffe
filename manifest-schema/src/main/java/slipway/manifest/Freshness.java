package slipway.manifest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a host takes a manifest whose signature it has verified, by its generation.
public sealed interface Freshness {
  /// How far ahead of the host's clock a generation may be.
  Duration FUTURE_LIMIT = Duration.ofMinutes(10);

  /// Take it.
  record Fresh() implements Freshness {}

  /// The one that was accepted last: same generation, same bytes.
  record Same() implements Freshness {}

  /// Go on with the manifest accepted before; `message` names both and what to do.
  sealed interface Refused extends Freshness {
    String message();
  }

  record Older(Instant accepted, Instant found) implements Refused {
    @Override
    public String message() {
      return "the manifest's generation %s is older than %s, which this host has accepted; to go back, run `slipway rollback`, which issues the old content under a new generation"
          .formatted(found, accepted);
    }
  }

  /// The same generation with other bytes: somebody changed a manifest without a push.
  record Conflicting(Instant generation, String acceptedDigest, String foundDigest)
      implements Refused {
    @Override
    public String message() {
      return "generation %s was accepted with the digest %s and is now found with %s; push again, which makes a new generation"
          .formatted(generation, acceptedDigest, foundDigest);
    }
  }

  record Future(Instant found, Instant now, Duration limit) implements Refused {
    @Override
    public String message() {
      return "the manifest's generation %s is more than %d minutes ahead of this host's clock, %s; set the wrong one of the two clocks right, then push again"
          .formatted(found, limit.toMinutes(), now);
    }
  }

  /// Judges a manifest against the one accepted before; both accepted arguments are null, or none.
  ///
  /// A host that does not accept older manifests keeps the *highest* generation it has accepted.
  /// One that does must keep the *last*: with nothing held on to, copying back and forth between
  /// two manifests is a change each time.
  ///
  /// @param digest [Digest#sha256] of the manifest's bytes
  static Freshness judge(
      @Nullable Instant acceptedGeneration,
      @Nullable String acceptedDigest,
      Instant generation,
      String digest,
      Instant now,
      boolean acceptOlder) {
    if (acceptedGeneration != null && acceptedDigest != null) {
      if (generation.equals(acceptedGeneration)) {
        // Before the clock is asked: one that was set back must not refuse what already runs.
        return digest.equals(acceptedDigest)
            ? new Same()
            : new Conflicting(generation, acceptedDigest, digest);
      }
      if (generation.isBefore(acceptedGeneration) && !acceptOlder) {
        return new Older(acceptedGeneration, generation);
      }
    }
    return generation.isAfter(now.plus(FUTURE_LIMIT))
        ? new Future(generation, now, FUTURE_LIMIT)
        : new Fresh();
  }
}
