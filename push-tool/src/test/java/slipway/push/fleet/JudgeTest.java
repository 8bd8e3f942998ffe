package slipway.push.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static slipway.push.fleet.Told.NOON;
import static slipway.report.ReportedState.BLOCKED;
import static slipway.report.ReportedState.DEPLOYED;
import static slipway.report.ReportedState.DEPLOYING;
import static slipway.report.ReportedState.FAILED;
import static slipway.report.ReportedState.REMOVING;
import static slipway.report.ReportedState.ROLLED_BACK;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
  private static final String NEW = "a".repeat(64);
  private static final String OLD = "b".repeat(64);
  private static final Instant GENERATION = NOON.minusSeconds(30);
  private static final Instant EARLIER = NOON.minusSeconds(90);
  private static final Instant LATER = NOON.minusSeconds(10);
  private static final Instant NOW = NOON.plusSeconds(5);

  private static final Expectation WEB = expecting(Map.of("web", new Expectation.Wanted.Runs(NEW)));
  private static final Expectation NO_WEB = expecting(Map.of("web", new Expectation.Wanted.Gone()));
  private static final Expectation BOTH =
      expecting(
          Map.of("job", new Expectation.Wanted.Runs(OLD), "web", new Expectation.Wanted.Runs(NEW)));

  static Stream<Arguments> verdicts() {
    return Stream.of(
        arguments(WEB, at(GENERATION).service("web", NEW, DEPLOYED), deployed()),
        arguments(WEB, at(LATER).service("web", NEW, DEPLOYED), deployed()),
        arguments(WEB, at(GENERATION).running().service("web", NEW, DEPLOYED), deployed()),
        arguments(
            WEB,
            at(EARLIER).service("web", NEW, DEPLOYED),
            waiting("last report 5 s ago, at generation 20260101T115830.000Z")),
        arguments(WEB, Told.by("a"), waiting("last report 5 s ago, no manifest accepted yet")),
        arguments(
            WEB,
            at(EARLIER).problem("refused: not signed"),
            waiting("refused: not signed; at generation 20260101T115830.000Z")),
        arguments(
            WEB,
            at(EARLIER).paused(NOON.plusSeconds(60), "tests"),
            waiting(
                "paused until 2026-01-01T12:01:00Z by ann: tests; at generation"
                    + " 20260101T115830.000Z")),
        arguments(WEB, at(GENERATION), waiting("web: not begun")),
        arguments(
            WEB, at(GENERATION).running().service("web", OLD, DEPLOYED), waiting("web: not begun")),
        arguments(
            WEB,
            at(GENERATION).running().service("web", NEW, DEPLOYING, "starting", null),
            waiting("web: starting")),
        arguments(
            WEB,
            at(GENERATION)
                .paused(NOON.plusSeconds(60), "tests")
                .service("web", NEW, DEPLOYING, "starting", null),
            waiting("web: starting; paused until 2026-01-01T12:01:00Z by ann: tests")),
        arguments(
            WEB,
            at(GENERATION).service("web", NEW, ROLLED_BACK, null, "health: 500"),
            new Verdict.Failed("web: rolled back: health: 500")),
        arguments(
            WEB, at(GENERATION).service("web", NEW, FAILED), new Verdict.Failed("web: failed")),
        arguments(
            WEB,
            at(GENERATION).running().service("web", NEW, FAILED),
            new Verdict.Waiting("web: failed", true)),
        arguments(
            WEB,
            at(GENERATION).service("web", NEW, BLOCKED, null, "port 80 is taken"),
            new Verdict.Blocked("web: blocked: port 80 is taken")),
        arguments(
            WEB,
            at(LATER).service("web", OLD, DEPLOYED),
            new Verdict.Superseded(
                "web: the later generation 20260101T115950.000Z wants another release")),
        arguments(
            WEB,
            at(LATER),
            new Verdict.Superseded("web: the later generation 20260101T115950.000Z removes it")),
        arguments(NO_WEB, at(GENERATION), deployed()),
        arguments(NO_WEB, at(LATER), deployed()),
        arguments(NO_WEB, at(GENERATION).service("web", null, REMOVING), waiting("web: removing")),
        arguments(
            NO_WEB,
            at(LATER).service("web", NEW, DEPLOYED),
            new Verdict.Superseded("web: the later generation 20260101T115950.000Z runs it again")),
        arguments(
            BOTH,
            at(GENERATION).service("web", NEW, DEPLOYED).service("job", OLD, DEPLOYED),
            deployed()),
        arguments(
            BOTH,
            at(GENERATION).service("web", NEW, FAILED).service("job", OLD, BLOCKED),
            new Verdict.Failed("web: failed; job: blocked")),
        arguments(
            BOTH,
            at(GENERATION)
                .service("web", NEW, FAILED)
                .service("job", OLD, DEPLOYING, "copying", null),
            new Verdict.Waiting("job: copying; web: failed", true)));
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void aReportIsHeldAgainstWhatIsExpected(Expectation expected, Told told, Verdict verdict) {
    assertEquals(verdict, Judge.judge(expected, told.seen(), Passes.NONE, NOW));
  }

  @Test
  void aHostThatSaysNothingUsableIsWaitedForByName() {
    assertEquals(
        waiting("has never reported"), Judge.judge(WEB, new Sighting.Never(), Passes.NONE, NOW));
    assertEquals(
        waiting("its report cannot be read: /at is missing"),
        Judge.judge(WEB, new Sighting.Unreadable("/at is missing"), Passes.NONE, NOW));
  }

  @Test
  void whatASecondPassFindsBlockedHasFailed() {
    Sighting first = blocked(NOON);
    Sighting second = blocked(NOON.plusSeconds(10));
    Passes one = Passes.NONE.and(first);
    assertEquals(new Verdict.Blocked("web: blocked"), Judge.judge(WEB, first, one.and(first), NOW));
    assertEquals(
        new Verdict.Failed("web: blocked"), Judge.judge(WEB, second, one.and(second), NOW));
  }

  @Test
  void aPassThatFoundNoObstacleStartsTheCountAnew() {
    Sighting free = at(GENERATION).at(NOON.plusSeconds(1)).service("web", NEW, DEPLOYED).seen();
    Sighting again = blocked(NOON.plusSeconds(2));
    Passes passes = Passes.NONE.and(blocked(NOON)).and(free).and(again);
    assertEquals(new Verdict.Blocked("web: blocked"), Judge.judge(WEB, again, passes, NOW));
  }

  @Test
  void anUnfinishedPassCountsForNothing() {
    Sighting working = at(GENERATION).running().service("web", NEW, BLOCKED).seen();
    assertEquals(Passes.NONE, Passes.NONE.and(working));
  }

  @Test
  void whenTimeIsUpSilenceIsLateAndTroubleIsFailure() {
    assertEquals(new Verdict.Late("web: starting"), Judge.atTheEnd(waiting("web: starting")));
    assertEquals(new Verdict.Failed("x"), Judge.atTheEnd(new Verdict.Waiting("x", true)));
    assertEquals(new Verdict.Failed("x"), Judge.atTheEnd(new Verdict.Blocked("x")));
    assertEquals(deployed(), Judge.atTheEnd(deployed()));
  }

  @Test
  void aHostOverdueByItsOwnIntervalIsToldOf() {
    Sighting old = at(EARLIER).at(NOON.minusSeconds(700)).seen();
    assertEquals(
        waiting(
            "last report 11 min ago, at generation 20260101T115830.000Z; it should have reported"
                + " again"),
        Judge.judge(WEB, old, Passes.NONE, NOW));
    Sighting timer = at(EARLIER).byTimer().at(NOON.minusSeconds(7000)).seen();
    assertEquals(
        waiting("last report 116 min ago, at generation 20260101T115830.000Z"),
        Judge.judge(WEB, timer, Passes.NONE, NOW));
  }

  @Test
  void aFailureCountsMoreThanASilence() {
    assertEquals(
        Outcome.FAILED,
        Outcome.of(List.of(new Verdict.Late(""), new Verdict.Failed(""), deployed())));
    assertEquals(Outcome.LATE, Outcome.of(List.of(deployed(), new Verdict.Late(""))));
    assertEquals(Outcome.DEPLOYED, Outcome.of(List.of()));
  }

  private static Sighting blocked(Instant at) {
    return at(GENERATION).at(at).service("web", NEW, BLOCKED).seen();
  }

  private static Told at(Instant generation) {
    return Told.by("a").accepted(generation);
  }

  private static Expectation expecting(Map<String, Expectation.Wanted> services) {
    return new Expectation("a", GENERATION, new TreeMap<>(services));
  }

  private static Verdict deployed() {
    return new Verdict.Deployed();
  }

  private static Verdict waiting(String known) {
    return new Verdict.Waiting(known, false);
  }
}
