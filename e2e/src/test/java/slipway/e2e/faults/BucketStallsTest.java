package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import slipway.e2e.proxy.Verdict;
import slipway.e2e.site.Site;

/// A closure that is on its way for ever. It is given up long before `copyTimeoutSec`, and the
/// other services of the pass get theirs.
@OnSite
@Slow
class BucketStallsTest {
  /// Nix is run for all paths, then for each. Each run waits for an object at most three times 20
  /// seconds, in which nothing or less than a KiB a second came; an archive that began to come is
  /// asked for three times, and once before, where it was read ahead.
  private static final Duration TWO_RUNS = Duration.ofMinutes(2);

  private static final Duration REST = Duration.ofSeconds(80);

  @Test
  void aNarinfoThatHangsIsGivenUp(Site site) {
    try (BadClosures bad = BadClosures.on(site)) {
      bad.narInfo("a", new Verdict.PassThenSilence(), ".narinfo in s3://", "answer", "Check the ");
      assertBounded(bad);
    }
  }

  @Test
  void anArchiveThatHangsIsGivenUp(Site site) {
    try (BadClosures bad = BadClosures.on(site)) {
      bad.archive("a", new Verdict.PassThenSilence(), "reading nar/", "answer", "Check the ");
      assertBounded(bad);
    }
  }

  @Test
  void anArchiveThatStopsComingIsGivenUp(Site site) {
    try (BadClosures bad = BadClosures.on(site)) {
      bad.archive("a", new Verdict.Stall(60), "reading nar/", "broke off", "timed out");
      assertBounded(bad);
    }
  }

  @Test
  void anArchiveThatComesByteByByteIsGivenUp(Site site) {
    try (BadClosures bad = BadClosures.on(site)) {
      bad.archive(
          "a", new Verdict.Trickle(Duration.ofSeconds(1)), "reading nar/", "came too slowly");
      assertBounded(bad);
    }
  }

  private static void assertBounded(BadClosures bad) {
    Instant start = Instant.now();
    bad.assertTheRestGoesOn();
    Duration took = Duration.between(start, Instant.now());
    assertTrue(took.compareTo(TWO_RUNS.plus(REST)) < 0, took::toString);
  }
}
