package slipway.push.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static slipway.push.fleet.Told.NOON;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import slipway.manifest.Manifest;
import slipway.manifest.ServiceJson;
import slipway.push.fleet.HostStatus.Standing;
import slipway.report.ReportedState;

class FleetTest {
  private static final Manifest WEB_ON_A =
      ExpectationTest.manifest(ExpectationTest.service("web", 1, "a"));
  private static final String WEB = ServiceJson.fingerprint(WEB_ON_A.services().getFirst());
  private static final String OTHER = "b".repeat(64);
  private static final Instant NOW = NOON.plusSeconds(5);
  private static final Instant EARLIER = NOON.minusSeconds(3600);

  static Stream<Arguments> hosts() {
    return Stream.of(
        arguments(
            current().service("web", WEB, ReportedState.DEPLOYED).seen(),
            Standing.CURRENT,
            Outcome.DEPLOYED,
            List.of()),
        arguments(
            current().service("web", WEB, ReportedState.DEPLOYING, "starting", null).seen(),
            Standing.CURRENT,
            Outcome.LATE,
            List.of()),
        arguments(
            current().service("web", WEB, ReportedState.ROLLED_BACK, null, "health: 500").seen(),
            Standing.CURRENT,
            Outcome.FAILED,
            List.of("web: rolled-back: health: 500")),
        arguments(
            current().service("web", WEB, ReportedState.BLOCKED).seen(),
            Standing.CURRENT,
            Outcome.FAILED,
            List.of("web: blocked")),
        arguments(current().seen(), Standing.CURRENT, Outcome.LATE, List.of()),
        arguments(
            Told.by("a").accepted(EARLIER).service("web", OTHER, ReportedState.DEPLOYED).seen(),
            Standing.BEHIND,
            Outcome.LATE,
            List.of("last report 5 s ago, at generation 20260101T110000.000Z")),
        arguments(
            Told.by("a").accepted(EARLIER).problem("refused: it is older").seen(),
            Standing.BEHIND,
            Outcome.LATE,
            List.of("refused: it is older; at generation 20260101T110000.000Z")),
        arguments(
            current()
                .service("web", WEB, ReportedState.DEPLOYED)
                .at(NOON.minusSeconds(1000))
                .seen(),
            Standing.LATE,
            Outcome.LATE,
            List.of("last report 16 min ago; it polls every 5 min")),
        arguments(
            current()
                .service("web", WEB, ReportedState.DEPLOYED)
                .at(NOON.plusSeconds(600))
                .seen(NOON),
            Standing.CURRENT,
            Outcome.DEPLOYED,
            List.of("its clock is 10 min ahead of that of the bucket")),
        arguments(
            current()
                .service("web", WEB, ReportedState.DEPLOYED)
                .paused(NOON.plusSeconds(60), "tests")
                .seen(),
            Standing.CURRENT,
            Outcome.DEPLOYED,
            List.of("paused until 2026-01-01T12:01:00Z by ann: tests")),
        arguments(
            new Sighting.Never(), Standing.UNKNOWN, Outcome.LATE, List.of("has never reported")),
        arguments(
            new Sighting.Unreadable("/at is missing"),
            Standing.UNKNOWN,
            Outcome.LATE,
            List.of("its report cannot be read: /at is missing")));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void aHostIsHeldAgainstTheManifest(
      Sighting sighting, Standing standing, Outcome outcome, List<String> notes) {
    Fleet fleet = Fleet.of(WEB_ON_A, Map.of("a", sighting), NOW);
    HostStatus host = fleet.hosts().getFirst();
    assertEquals(standing, host.standing());
    assertEquals(outcome, fleet.outcome());
    assertEquals(notes, host.notes());
  }

  @Test
  void aHostThatTheManifestDoesNotNameCountsOnlyForWhatItStillHas() {
    Sighting fine = current().service("web", WEB, ReportedState.DEPLOYED).seen();
    Sighting idle = Told.by("old").accepted(EARLIER).at(EARLIER).seen();
    Sighting left =
        Told.by("old").accepted(NOON).service("job", null, ReportedState.REMOVING).seen();
    assertEquals(
        Outcome.DEPLOYED, Fleet.of(WEB_ON_A, Map.of("a", fine, "old", idle), NOW).outcome());
    assertEquals(Outcome.LATE, Fleet.of(WEB_ON_A, Map.of("a", fine, "old", left), NOW).outcome());
  }

  @Test
  void oneBrokenReportHidesNoOther() {
    Sighting fine = current().service("web", WEB, ReportedState.DEPLOYED).seen();
    Fleet fleet =
        Fleet.of(WEB_ON_A, Map.of("a", fine, "b", new Sighting.Unreadable("not JSON")), NOW);
    assertEquals(
        List.of(Standing.CURRENT, Standing.UNKNOWN),
        fleet.hosts().stream().map(HostStatus::standing).toList());
  }

  private static Told current() {
    return Told.by("a").accepted(NOON);
  }
}
