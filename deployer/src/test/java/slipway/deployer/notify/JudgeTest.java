package slipway.deployer.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.notify.Outcome.BLOCKED;
import static slipway.deployer.notify.Outcome.DEGRADED;
import static slipway.deployer.notify.Outcome.FAILED;
import static slipway.deployer.notify.Outcome.OK;
import static slipway.deployer.notify.Outcome.REFUSED;
import static slipway.deployer.notify.Outcome.ROLLED_BACK;
import static slipway.deployer.notify.Outcome.UNREACHABLE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
  private static final List<String> NOTHING = List.of();
  private static final Duration DAY = Duration.ofDays(1);

  private final Diary diary = Diary.usual();

  @Test
  void aHostThatIsAsTheManifestSaysHasNothingToTell() {
    diary.service("web", OK, "e1", 1);
    assertEquals(NOTHING, diary.passesFor(DAY.multipliedBy(3)));
    assertFalse(diary.waits());
  }

  @ParameterizedTest
  @EnumSource(names = {"ROLLED_BACK", "FAILED"})
  void aFailedReleaseIsToldAtOnceAndNotByEveryPoll(Outcome outcome) {
    diary.service("web", OK, "e1", 1).pass();
    diary.service("web", outcome, "e2", 1);
    assertEquals(List.of("failure: web ok>" + outcome.text()), diary.passAfterMinutes(5));
    assertEquals(NOTHING, diary.passesFor(Duration.ofHours(20)));
    assertTrue(diary.waits());
  }

  @Test
  void whatIsBadAtTheVeryFirstPassIsToldToo() {
    assertEquals(List.of("failure: web ok>failed"), diary.service("web", FAILED, "e1", 0).pass());
  }

  @Test
  void aReleaseThatWorksIsARecoveryAtOnce() {
    diary.service("web", ROLLED_BACK, "e2", 1).pass();
    diary.service("web", OK, "e3", 3);
    assertEquals(List.of("recovery: web rolled-back>ok"), diary.passAfterMinutes(1));
    assertEquals(NOTHING, diary.passesFor(DAY.multipliedBy(2)));
    assertFalse(diary.waits());
  }

  @Test
  void theEarlierEntryPushedAgainIsARecoveryAtOnce() {
    diary.service("web", ROLLED_BACK, "e2", 1).pass();
    assertEquals(List.of("recovery: web rolled-back>ok"), diary.service("web", OK, "e1", 1).pass());
  }

  @Test
  void whatCameRightByItselfIsToldOnceItHasLasted() {
    diary.service("web", BLOCKED, "e1", 1).pass();
    diary.passAfterMinutes(5);
    diary.service("web", OK, "e1", 1);
    assertEquals(NOTHING, diary.passAfterMinutes(5));
    assertEquals(NOTHING, diary.passAfterMinutes(5));
    assertTrue(diary.waits());
    assertEquals(NOTHING, diary.passAfterMinutes(5));
    assertEquals(List.of("recovery: web blocked>ok"), diary.passAfterMinutes(5));
  }

  @Test
  void whatGoesToAndFroIsToldOnceUntilItStaysWell() {
    List<String> told = new ArrayList<>();
    for (int round = 0; round < 30; round++) {
      told.addAll(diary.service("web", BLOCKED, "e1", 1).passAfterMinutes(5));
      told.addAll(diary.service("web", BLOCKED, "e1", 1).passAfterMinutes(5));
      told.addAll(diary.service("web", OK, "e1", 1).passAfterMinutes(5));
      told.addAll(diary.service("web", FAILED, "e1", 1).passAfterMinutes(5));
    }
    told.addAll(diary.service("web", OK, "e1", 1).passesFor(Duration.ofHours(1)));
    assertEquals(
        List.of(
            "failure: web ok>blocked", "failure: web blocked>failed", "recovery: web failed>ok"),
        told);
  }

  @Test
  void whatIsBlockedForAMomentIsNotTold() {
    diary.service("web", OK, "e1", 1).pass();
    assertEquals(NOTHING, diary.service("web", BLOCKED, "e1", 1).passAfterMinutes(5));
    assertTrue(diary.waits(), "the next pass has to look again");
    assertEquals(NOTHING, diary.service("web", OK, "e1", 1).passAfterMinutes(5));
    assertEquals(NOTHING, diary.service("web", BLOCKED, "e1", 1).passAfterMinutes(5));
    assertEquals(List.of("failure: web ok>blocked"), diary.passAfterMinutes(1));
  }

  @Test
  void anotherReleaseThatFailsIsNews() {
    diary.service("web", ROLLED_BACK, "e2", 1).pass();
    assertEquals(
        List.of("failure: web rolled-back>rolled-back"),
        diary.service("web", ROLLED_BACK, "e3", 1).passAfterMinutes(5));
  }

  @Test
  void oneMessageTellsOfAllThatFailedInAPass() {
    diary.service("a", FAILED, "e1", 0).service("b", ROLLED_BACK, "e2", 1).service("c", OK, "e", 1);
    assertEquals(List.of("failure: a ok>failed b ok>rolled-back"), diary.pass());
  }

  @Test
  void oneReminderADayTellsOfAllThatIsStillBad() {
    diary.service("a", FAILED, "e1", 0).pass();
    diary.service("b", ROLLED_BACK, "e2", 1).service("c", OK, "e", 1).passAfterMinutes(60);
    String reminder = "reminder: a failed>failed b rolled-back>rolled-back";
    assertEquals(NOTHING, diary.passesFor(DAY.minusMinutes(70)));
    assertEquals(List.of(reminder), diary.passesFor(Duration.ofMinutes(15)));
    assertEquals(List.of(reminder), diary.passesFor(DAY));
  }

  @Test
  void whereNoneIsWantedThereIsNoReminder() {
    Diary quiet = new Diary(Diary.rules(null, Event.FAILURE));
    quiet.service("a", FAILED, "e1", 0).pass();
    assertEquals(NOTHING, quiet.passesFor(DAY.multipliedBy(3)));
  }

  @Test
  void aClockThatIsSetBackKeepsNoReminderAwayForLong() {
    diary.service("a", FAILED, "e1", 0).pass();
    assertEquals(NOTHING, diary.passAfter(Duration.ofDays(-300)));
    assertEquals(List.of("reminder: a failed>failed"), diary.passAfter(DAY));
  }

  @Test
  void aBucketThatIsAwayIsToldAfterHalfAnHour() {
    diary.service("web", OK, "e1", 1).pass();
    diary.host(UNREACHABLE, "g1");
    assertEquals(NOTHING, diary.passesFor(Duration.ofMinutes(30)));
    assertEquals(List.of("failure: * ok>unreachable"), diary.passAfterMinutes(5));
    assertEquals(NOTHING, diary.passesFor(Duration.ofHours(3)));
    diary.host(OK, "g1");
    assertEquals(List.of("recovery: * unreachable>ok"), diary.passesFor(Duration.ofHours(3)));
  }

  @Test
  void aRefusedManifestIsToldAtOnceAndSoIsTheNextThatIsTaken() {
    diary.pass();
    assertEquals(List.of("failure: * ok>refused"), diary.host(REFUSED, "g1").passAfterMinutes(5));
    assertEquals(NOTHING, diary.passAfterMinutes(5));
    assertEquals(List.of("recovery: * refused>ok"), diary.host(OK, "g2").passAfterMinutes(5));
  }

  @Test
  void passesThatEndEarlyAreToldOnceAndNothingOfServices() {
    diary.service("web", ROLLED_BACK, "e2", 1).pass();
    assertEquals(NOTHING, diary.brokenPassAfterMinutes(5));
    assertEquals(List.of("failure: * ok>stopped"), diary.brokenPassAfterMinutes(5));
    assertEquals(NOTHING, diary.brokenPassAfterMinutes(5));
    assertEquals(List.of("recovery: * stopped>ok"), diary.passesFor(Duration.ofHours(1)));
  }

  @Test
  void aPartOfTheHostThatRefusesIsTold() {
    diary.host(DEGRADED, "g1").pass();
    assertEquals(List.of("failure: * ok>degraded"), diary.passAfterMinutes(1));
  }

  @Test
  void whatAPassCannotTellChangesNothing() {
    diary.service("web", ROLLED_BACK, "e2", 1).pass();
    assertEquals(NOTHING, diary.service("web", null, "e3", 1).passAfterMinutes(5));
    assertEquals(
        List.of("recovery: web rolled-back>ok"),
        diary.service("web", OK, "e3", 2).passAfterMinutes(5));
  }

  @Test
  void aServiceThatFailedAndIsRemovedHasRecovered() {
    diary.service("web", FAILED, "e1", 0).pass();
    assertEquals(List.of("recovery: web failed>removed"), diary.without("web").passAfterMinutes(5));
  }

  @Test
  void deploysAreToldToThoseWhoWantThem() {
    Diary all = Diary.ofDeploys();
    assertEquals(NOTHING, all.service("web", OK, "e1", 1).pass(), "what was there before");
    assertEquals(List.of("deploy: web ok>ok"), all.service("web", OK, "e2", 2).pass());
    assertEquals(List.of("deploy: job ok>ok"), all.service("job", OK, "e1", 1).pass());
    assertEquals(NOTHING, all.passesFor(DAY));
    assertEquals(
        List.of("failure: web ok>rolled-back"), all.service("web", ROLLED_BACK, "e3", 2).pass());
    assertEquals(List.of("recovery: web rolled-back>ok"), all.service("web", OK, "e4", 4).pass());
    assertEquals(List.of("deploy: web ok>removed"), all.without("web").pass());
  }

  @Test
  void nothingElseIsTold() {
    Diary deploys = new Diary(Diary.rules(DAY, Event.DEPLOY));
    deploys.service("web", OK, "e1", 1).pass();
    assertEquals(NOTHING, deploys.service("web", FAILED, "e2", 1).passesFor(DAY.multipliedBy(2)));
  }
}
