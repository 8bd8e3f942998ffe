package slipway.push.s3;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.ConditionalWrites;
import slipway.cache.Fetched;
import slipway.manifest.Freshness;
import slipway.manifest.StorePath;
import slipway.push.config.PushSettings;
import slipway.push.doctor.Check;
import slipway.push.doctor.Finding;

/// What has to be right with a bucket.
///
/// @param required whether conditional writes are; see [PushSettings#conditionalWrites]
public record BucketChecks(Bucket bucket, boolean required) {
  private static final Duration WORTH_A_WORD = Duration.ofMinutes(1);
  private static final String CACHE_INFO = "nix-cache-info";
  private static final int MOST_BYTES = 1 << 16;

  /// What these credentials may do there.
  public Check access() {
    return new Check(named("access"), this::findings);
  }

  /// This machine's clock, by which generations are made, against the server's.
  public Check clock(InstantSource clock) {
    return new Check(
        "clock",
        () -> {
          try {
            Instant before = clock.instant();
            Optional<Instant> theirs = bucket.serverTime();
            Duration answered = Duration.between(before, clock.instant());
            return List.of(
                theirs.isEmpty()
                    ? Finding.warn("clock", "the server sends no Date to compare with")
                    : clock(Duration.between(theirs.get(), before.plus(answered.dividedBy(2)))));
          } catch (BucketException e) {
            return List.of(Finding.fail("clock", message(e)));
          }
        });
  }

  /// The object that makes it a Nix cache.
  public Check cacheInfo() {
    return new Check(named(CACHE_INFO), () -> List.of(cacheInfoFound()));
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try {
      bucket.list("manifest.json");
      findings.add(Finding.ok(named("list"), "allowed"));
    } catch (BucketException e) {
      findings.add(Finding.fail(named("list"), message(e)));
    }
    try {
      bucket.fetch(CACHE_INFO, null, MOST_BYTES);
      findings.add(Finding.ok(named("read"), "allowed"));
    } catch (BucketException e) {
      findings.add(Finding.fail(named("read"), message(e)));
    }
    try {
      ConditionalWrites writes = bucket.probeConditionalWrites();
      findings.add(Finding.ok(named("write"), "allowed"));
      findings.add(conditional(writes));
    } catch (BucketException e) {
      findings.add(Finding.fail(named("write"), message(e)));
    }
    return findings;
  }

  private Finding conditional(ConditionalWrites writes) {
    String what = named("conditional writes");
    return switch (writes) {
      case ConditionalWrites.Kept() ->
          required
              ? Finding.ok(what, "kept")
              : Finding.warn(
                  what,
                  "kept, and not used: take \""
                      + PushSettings.WITHOUT_CONDITIONAL_WRITES
                      + "\" out of slipway.json");
      case ConditionalWrites.Lacking(String found) ->
          required
              ? Finding.fail(
                  what,
                  found
                      + "; wanted both writes refused, or two pushes can overwrite each other: use"
                      + " another provider, or set \"conditionalWrites\": \""
                      + PushSettings.WITHOUT_CONDITIONAL_WRITES
                      + "\"")
              : Finding.warn(what, found + "; of two pushes at the same moment one may be lost");
    };
  }

  private static Finding clock(Duration ahead) {
    Duration off = ahead.abs();
    String found =
        "%d s %s the server's"
            .formatted(off.toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
    if (off.compareTo(Freshness.FUTURE_LIMIT) > 0) {
      return Finding.fail(
          "clock",
          found
              + "; wanted less than "
              + Freshness.FUTURE_LIMIT.toMinutes()
              + " min, beyond which hosts refuse what is pushed here: set it, timedatectl set-ntp"
              + " true");
    }
    return off.compareTo(WORTH_A_WORD) > 0
        ? Finding.warn("clock", found + "; wanted less than 1 min: timedatectl set-ntp true")
        : Finding.ok("clock", found);
  }

  private Finding cacheInfoFound() {
    String what = named(CACHE_INFO);
    try {
      return switch (bucket.fetch(CACHE_INFO, null, MOST_BYTES)) {
        case Fetched.Found found -> storeDirectory(what, found.body());
        case Fetched.Missing() ->
            Finding.fail(
                what, "not there; wanted it for Nix to take this for a cache: slipway init");
        case Fetched.NotModified() ->
            throw new IllegalStateException("not modified, without having asked for it");
      };
    } catch (BucketException e) {
      return Finding.fail(what, message(e));
    }
  }

  private static Finding storeDirectory(String what, byte[] body) {
    String wanted = "StoreDir: " + StorePath.STORE;
    return new String(body, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .anyMatch(wanted::equals)
        ? Finding.ok(what, wanted)
        : Finding.fail(
            what,
            "has no line \""
                + wanted
                + "\", so Nix refuses the cache: delete the object, then run slipway init");
  }

  private String named(String what) {
    return bucket.settings().display() + " " + what;
  }

  private static String message(BucketException e) {
    return e.getMessage();
  }
}
