package slipway.deployer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static slipway.deployer.plan.Samples.NOW;
import static slipway.deployer.plan.Samples.release;
import static slipway.deployer.plan.Samples.web;
import static slipway.deployer.plan.Samples.withoutRollback;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import slipway.deployer.plan.Candidate;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ProgramWords;
import slipway.deployer.plan.Release;
import slipway.deployer.plan.ServiceRecord;
import slipway.deployer.reconcile.PassView.Stage;
import slipway.manifest.Service;
import slipway.report.ServiceError;
import slipway.report.ServiceReport;

class ServiceStandingTest {
  private static final Service OLD = web("shop", 1, 8000);
  private static final Service NEW = web("shop", 2, 8000);
  private static final Service KEPT = withoutRollback(NEW);
  private static final Release FIRST = release(1, OLD);
  private static final Release SECOND = release(2, NEW);
  private static final Release KEPT_SECOND = release(2, KEPT);
  private static final Instant LATER = NOW.plusSeconds(9);

  private static final ServiceRecord RUNS_OLD = ServiceRecord.NONE.confirmed(FIRST);
  private static final ServiceRecord RUNS_NEW = RUNS_OLD.confirmed(SECOND);
  private static final ServiceRecord FELL_BACK =
      RUNS_OLD.started(SECOND).failed(SECOND, "answered 500", NOW).confirmed(FIRST);
  private static final ServiceRecord FALLING_BACK =
      RUNS_OLD.started(SECOND).failed(SECOND, "answered 500", NOW).starting(FIRST);
  private static final ServiceRecord FIRST_FAILED =
      ServiceRecord.NONE.started(SECOND).failed(SECOND, "answered 500", NOW).stopped();
  private static final ServiceRecord KEPT_FAILED =
      RUNS_OLD.started(KEPT_SECOND).failed(KEPT_SECOND, "answered 500", NOW);

  static Stream<Arguments> standings() {
    Views wanted = Views.wanting(NEW);
    return Stream.of(
        row("it runs", wanted.recorded(RUNS_NEW).unit(Activity.ACTIVE), "deployed healthy 2 -"),
        row(
            "it was started by this pass",
            wanted.recorded(RUNS_NEW).unit(Activity.INACTIVE).started(),
            "deployed healthy 2 -"),
        row(
            "its unit restarts again and again",
            wanted.recorded(RUNS_NEW).unit(Activity.STARTING),
            "deployed unhealthy 2 -"),
        row(
            "its unit is down",
            wanted.recorded(RUNS_NEW).unit(Activity.FAILED),
            "deployed unhealthy 2 -"),
        row("its unit was never looked at", wanted.recorded(RUNS_NEW), "deployed unknown 2 -"),
        row(
            "it could not be started again",
            wanted
                .recorded(RUNS_NEW)
                .unit(Activity.FAILED)
                .startedInVain()
                .failed("shop", "exit 1"),
            "blocked unhealthy 2 exit 1"),
        row("it is new", wanted, "deploying unknown - -"),
        row("it waits", wanted.at(Stage.WAITING), "deploying:waiting unknown - -"),
        row(
            "it is copied while the old one runs",
            wanted.recorded(RUNS_OLD).unit(Activity.ACTIVE).at(Stage.COPYING),
            "deploying:copying healthy 1 -"),
        row(
            "it is starting",
            wanted.recorded(RUNS_OLD.starting(SECOND)).started().at(Stage.STARTING),
            "deploying:starting unknown 2 -"),
        row(
            "its health is looked at",
            wanted.recorded(RUNS_OLD.started(SECOND)).started().at(Stage.CHECKING),
            "deploying:checking unknown 2 -"),
        row(
            "the pass was stopped in the middle",
            wanted.recorded(RUNS_OLD.started(SECOND)).unit(Activity.ACTIVE),
            "deploying unknown 2 -"),
        row(
            "it failed and the old one is back",
            wanted.recorded(FELL_BACK).started().failed("shop", "answered 500"),
            "rolled-back healthy 1 answered 500"),
        row(
            "it failed before and the old one runs",
            wanted.recorded(FELL_BACK).unit(Activity.ACTIVE),
            "rolled-back healthy 1 answered 500"),
        row(
            "it failed and so did the way back",
            wanted.recorded(FALLING_BACK).startedInVain().failed("shop", "exit 1"),
            "failed unhealthy 1 answered 500"),
        row(
            "it failed and there is none to go back to",
            wanted.recorded(FIRST_FAILED),
            "failed unknown - answered 500"),
        row(
            "it failed and stays because its entry says so",
            Views.wanting(KEPT).recorded(KEPT_FAILED).unit(Activity.ACTIVE),
            "failed unhealthy 2 answered 500"),
        row(
            "its closure is not to be had, the old one runs",
            wanted.recorded(RUNS_OLD).unit(Activity.ACTIVE).failed("shop", "not in the bucket"),
            "blocked healthy 1 not in the bucket"),
        row(
            "its closure is not to be had, nothing runs",
            wanted.failed("shop", "not in the bucket"),
            "blocked unknown - not in the bucket"),
        row(
            "another service failed",
            wanted.recorded(RUNS_NEW).unit(Activity.ACTIVE).failed("other", "why"),
            "deployed healthy 2 -"),
        row(
            "an earlier entry failed here once",
            wanted.recorded(FELL_BACK.confirmed(release(3, NEW))).unit(Activity.ACTIVE),
            "deployed healthy 3 -"),
        row(
            "it is on its way out",
            Views.wanting().recorded(RUNS_OLD).unit(Activity.ACTIVE),
            "removing healthy 1 -"),
        row(
            "it cannot be removed",
            Views.wanting().recorded(RUNS_OLD).unit(Activity.ACTIVE).failed("shop", "no Caddy"),
            "removing healthy 1 no Caddy"),
        row(
            "the host was paused before it came",
            wanted.recorded(RUNS_OLD).unit(Activity.ACTIVE).paused(),
            "blocked healthy 1 paused until 2026-01-02T03:05:05Z by ada (why); "
                + "`slipway-deployer resume` ends it"),
        row(
            "the host was paused after it came",
            wanted.recorded(RUNS_NEW).unit(Activity.ACTIVE).paused(),
            "deployed healthy 2 -"));
  }

  private static Arguments row(String what, Views views, String expected) {
    return Arguments.of(what, views, expected);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("standings")
  void aServiceStandsAsItsPassSays(String what, Views views, String expected) {
    assertEquals(expected, text(shop(views)), what);
  }

  @Test
  void aRecordedFailureKeepsItsTimeAndOthersHaveThatOfTheReport() {
    assertEquals(NOW, at(shop(Views.wanting(NEW).recorded(FELL_BACK))));
    assertEquals(LATER, at(shop(Views.wanting(NEW).failed("shop", "why"))));
  }

  @Test
  void whatIsWantedIsNamedByItsFingerprint() {
    assertEquals(Candidate.of(NEW).fingerprint(), shop(Views.wanting(NEW)).wanted());
    assertNull(shop(Views.wanting().recorded(RUNS_OLD)).wanted());
  }

  @Test
  void whatAProgramSaidStaysOnTheHost() {
    String reason = "check ended with 1: " + ProgramWords.quoted("bad token “hunter2”");
    ServiceReport shop = shop(Views.wanting(NEW).failed("shop", reason + "; see the journal"));
    assertEquals("check ended with 1: “…”; see the journal", message(shop));
  }

  private static ServiceReport shop(Views views) {
    return new ServiceStanding(views.ended(), Map.of(), LATER).all().get("shop");
  }

  private static String text(ServiceReport service) {
    return service.state().text()
        + (service.step() == null ? "" : ":" + service.step())
        + " "
        + service.health().text()
        + " "
        + (service.runs() == null ? "-" : service.runs().number())
        + " "
        + (service.error() == null ? "-" : message(service));
  }

  private static String message(ServiceReport service) {
    ServiceError error = service.error();
    return error == null ? "" : error.message();
  }

  private static Instant at(ServiceReport service) {
    ServiceError error = service.error();
    return error == null ? Instant.EPOCH : error.at();
  }
}
