package slipway.deployer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.NOW;
import static slipway.deployer.plan.Samples.release;
import static slipway.deployer.plan.Samples.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.reconcile.PassView;
import slipway.deployer.reconcile.PassView.Stage;
import slipway.deployer.reconcile.PassView.Trouble;
import slipway.deployer.reconcile.Told;
import slipway.deployer.report.ReportBucket.Delivery;
import slipway.manifest.Service;
import slipway.report.Poll;
import slipway.report.ReportedState;
import slipway.report.TrustedKeys;

class ReporterTest {
  private static final Service SHOP = web("shop", 1, 8000);
  private static final Views WANTED = Views.wanting(SHOP);
  private static final Views RUNS =
      WANTED.recorded(ServiceRecord.NONE.confirmed(release(1, SHOP))).unit(Activity.ACTIVE);

  private final Mailbox bucket = new Mailbox();
  private final DeskDrawer drawer = new DeskDrawer();
  private Instant now = NOW;

  /// A new process, as each `sync` is.
  private Reporter reporter() {
    return reporter(Duration.ofSeconds(20));
  }

  private Reporter reporter(Duration patience) {
    return new Reporter(
        new Identity(
            "biz",
            "slipway",
            "0.1.0",
            new Poll(Poll.Mode.TIMER, null),
            new TrustedKeys(List.of(), List.of())),
        bucket,
        drawer,
        new RestartedUnits(3),
        new Reporter.Timing(clock(), patience));
  }

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  private Optional<String> pass(PassView view, boolean changed) {
    return reporter().ended(view, changed).notices().stream().findFirst();
  }

  @Test
  void aPassThatChangedSomethingIsReported() {
    pass(RUNS.ended(), true);
    pass(RUNS.ended(), true);

    assertEquals(2, bucket.taken().size());
    assertEquals(NOW, bucket.last().at());
    assertEquals(ReportedState.DEPLOYED, bucket.last().services().getFirst().state());
    assertEquals(3, bucket.last().services().getFirst().restarts());
  }

  @Test
  void aPassThatFoundNothingNewIsReportedEveryFiveMinutes() {
    pass(RUNS.ended(), true);
    for (int second = 30; second <= 600; second += 30) {
      now = NOW.plusSeconds(second);
      pass(RUNS.ended(), false);
    }

    assertEquals(
        List.of(NOW, NOW.plusSeconds(300), NOW.plusSeconds(600)),
        bucket.taken().stream().map(report -> report.at()).toList());
  }

  @Test
  void theLastIsWrittenAgainWithItsTime() {
    Reporter reporter = reporter();
    assertFalse(reporter.again(), "there is none");
    reporter.ended(RUNS.ended(), true);
    now = NOW.plusSeconds(300);
    assertTrue(reporter.again());
    assertEquals(List.of(NOW, now), bucket.taken().stream().map(report -> report.at()).toList());
    assertEquals(now, reporter.last().orElseThrow().at());
    assertEquals(
        bucket.taken().getFirst().services(), bucket.taken().getLast().services(), "but its time");

    now = now.plusSeconds(299);
    pass(RUNS.ended(), false);
    assertEquals(2, bucket.taken().size(), "the next process knows of it");

    bucket.answers(new Delivery.Failed("503"));
    assertFalse(reporter.again());
  }

  /// Its numbers would be those of the first pass for ever.
  @Test
  void whatALaterPassFoundToBeTheSameIsNotWrittenAgain() {
    Reporter reporter = reporter();
    reporter.ended(RUNS.ended(), true);
    now = NOW.plusSeconds(60);
    reporter.ended(RUNS.ended(), false);
    now = NOW.plusSeconds(300);
    assertFalse(reporter.again());
    reporter.ended(RUNS.ended(), false);
    now = NOW.plusSeconds(600);
    assertTrue(reporter.again());
    assertEquals(
        List.of(NOW, NOW.plusSeconds(300), NOW.plusSeconds(600)),
        bucket.taken().stream().map(report -> report.at()).toList());
  }

  @Test
  void whatAnEarlierProcessWroteIsNotWrittenAgain() {
    pass(RUNS.ended(), true);
    Reporter later = reporter();
    later.ended(RUNS.ended(), false);
    assertFalse(later.again());
    assertEquals(1, bucket.taken().size());
  }

  @Test
  void newsAreReportedThoughThePassChangedNothing() {
    pass(RUNS.ended(), true);
    pass(RUNS.unit(Activity.FAILED).ended(), false);
    pass(RUNS.trouble(new Trouble("not signed", null, null)).ended(), false);
    pass(RUNS.paused().ended(), false);

    assertEquals(4, bucket.taken().size());
    assertEquals("ada", bucket.last().paused().by());
    assertEquals("not signed", bucket.taken().get(2).problem());
  }

  /// Its time is that of the report, so it would look new in every pass.
  @Test
  void theSameErrorIsNoNews() {
    Views blocked = WANTED.failed("shop", "port taken");
    pass(blocked.ended(), false);
    now = NOW.plusSeconds(10);
    pass(blocked.ended(), false);

    assertEquals(1, bucket.taken().size());
  }

  @Test
  void aClockThatWasSetBackHoldsNoReportUp() {
    pass(RUNS.ended(), true);
    now = NOW.minus(Duration.ofDays(3));
    pass(RUNS.ended(), false);

    assertEquals(2, bucket.taken().size());
  }

  @Test
  void whereItMayNotWriteItSaysSoOnceAndTriesEveryFiveMinutes() {
    bucket.answers(new Delivery.Refused("403"));
    Optional<String> first = pass(RUNS.ended(), true);
    int told = 0;
    for (int second = 30; second < 900; second += 30) {
      now = NOW.plusSeconds(second);
      told += pass(RUNS.ended(), second % 60 == 0).isPresent() ? 1 : 0;
    }

    assertTrue(first.orElse("").contains("403"), first::toString);
    assertEquals(0, told);
    assertEquals(3, bucket.tries());

    bucket.answers(new Delivery.Written());
    now = NOW.plusSeconds(900);
    assertEquals(Optional.of("reports are written again"), pass(RUNS.ended(), false));
    now = NOW.plusSeconds(1_200);
    assertEquals(Optional.empty(), pass(RUNS.ended(), false));
    assertEquals(2, bucket.taken().size());
  }

  @Test
  void whereThePassSaysThatTheBucketIsAwayTheReportDoesNot() {
    bucket.answers(new Delivery.Failed("no answer"));
    Views away = RUNS.trouble(new Trouble(null, "no answer", null));

    assertEquals(Optional.empty(), pass(away.ended(), false));
    bucket.answers(new Delivery.Written());
    now = NOW.plusSeconds(60);
    assertEquals(Optional.empty(), pass(RUNS.ended(), false));
    assertEquals(1, bucket.taken().size());
  }

  @Test
  void aBucketThatHangsHoldsNoPassForLong() {
    bucket.takes(Duration.ofSeconds(30));
    Reporter reporter = reporter(Duration.ofMillis(200));
    long begin = System.nanoTime();
    reporter.underWay(WANTED.at(Stage.COPYING).view(true));
    reporter.underWay(WANTED.at(Stage.STARTING).view(true));
    Duration step = Duration.ofNanos(System.nanoTime() - begin);
    Told told = reporter.ended(RUNS.ended(), true);
    Duration all = Duration.ofNanos(System.nanoTime() - begin);

    assertTrue(step.toMillis() < 150, step::toString);
    assertTrue(all.toSeconds() < 10, all::toString);
    assertTrue(told.notices().getFirst().contains("no answer within"), told::toString);
    assertEquals(Told.NOTHING, reporter.ended(RUNS.ended(), true), "not held up again at once");
    assertEquals(1, bucket.tries());
  }

  @Test
  void aBucketThatHasJustNotAnsweredIsHardlyWaitedFor() {
    bucket.takes(Duration.ofSeconds(30));
    long begin = System.nanoTime();
    reporter().ended(RUNS.trouble(new Trouble(null, "no answer", null)).ended(), false);
    Duration all = Duration.ofNanos(System.nanoTime() - begin);

    assertTrue(all.toSeconds() < 10, all::toString);
  }

  @Test
  void theStepsOfAPassAreReportedAndTheLastWordIsTheEnd() throws InterruptedException {
    Reporter reporter = reporter();
    reporter.underWay(WANTED.at(Stage.COPYING).view(true));
    while (bucket.taken().isEmpty()) {
      Thread.sleep(5);
    }
    reporter.underWay(WANTED.at(Stage.STARTING).view(true));
    reporter.underWay(WANTED.at(Stage.CHECKING).view(true));
    reporter.ended(RUNS.ended(), true);
    Thread.sleep(700);

    assertEquals("copying", bucket.taken().getFirst().services().getFirst().step());
    assertTrue(bucket.taken().getFirst().running());
    assertEquals(2, bucket.taken().size(), "steps that were over before their turn are left out");
    assertEquals(ReportedState.DEPLOYED, bucket.last().services().getFirst().state());
    assertTrue(!bucket.last().running());
  }

  @Test
  void aReportOfAPassThatWasKilledIsReplacedByTheNext() throws InterruptedException {
    pass(RUNS.ended(), true);
    reporter().underWay(RUNS.at(Stage.STARTING).view(true));
    while (bucket.taken().size() < 2) {
      Thread.sleep(5);
    }
    now = NOW.plusSeconds(10);
    pass(RUNS.ended(), false);

    assertTrue(!bucket.last().running());
  }
}
