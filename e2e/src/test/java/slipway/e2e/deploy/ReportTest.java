package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import slipway.report.HostReport;
import slipway.report.HostReportReader;
import slipway.report.Poll;
import slipway.report.ReportReading;
import slipway.report.ReportedHealth;
import slipway.report.ReportedState;
import slipway.report.ServiceReport;
import tools.jackson.databind.node.ObjectNode;

/// What a host says of itself in the bucket.
@OnSite
class ReportTest {
  private static final String KEY = "status/" + Site.HOST + ".json";

  @Test
  void aDeployIsReported(Site site) {
    Instant generation = site.publish(site.web("a", "1"));
    site.sync(0);
    HostReport report = report(site);
    ServiceReport service = service(report);
    assertEquals(Site.HOST, report.host());
    assertEquals(Poll.Mode.TIMER, report.poll().mode());
    assertEquals(List.of(site.manifestKey().publicKey().toString()), report.trust().manifest());
    assertEquals(generation, report.accepted().generation());
    assertFalse(report.running());
    assertEquals(ReportedState.DEPLOYED, service.state());
    assertEquals(ReportedHealth.HEALTHY, service.health());
    assertEquals(site.ground().closure(Kind.WEB, "1"), service.runs().storePath().toString());
  }

  @Test
  void aFailedReleaseIsReportedWithItsReason(Site site) {
    site.deploy(site.web("a", "1"));
    site.publish(failing(site));
    site.sync(1);
    ServiceReport service = service(report(site));
    assertEquals(ReportedState.ROLLED_BACK, service.state());
    assertEquals(1, service.runs().number());
    assertTrue(service.error().message().contains("500"), service::toString);
  }

  @Test
  void aReleaseThatCannotStartYetIsReportedAsBlocked(Site site) {
    site.publish(site.web("a", "1").put("envFile", site.secrets() + "/missing.env"));
    site.sync(1);
    ServiceReport service = service(report(site));
    assertEquals(ReportedState.BLOCKED, service.state());
    assertTrue(service.error().message().contains("missing.env"), service::toString);
  }

  @Test
  void aRemovedServiceIsReportedNoMore(Site site) {
    site.deploy(site.web("a", "1"));
    site.deploy();
    assertEquals(List.of(), report(site).services());
  }

  @Test
  void aPassThatFindsNothingNewWritesNothing(Site site) {
    site.deploy(site.web("a", "1"));
    Instant written = report(site).at();
    site.sync(0);
    site.sync(0);
    assertEquals(written, report(site).at());
  }

  @Test
  void aRefusedManifestIsReportedAsTheHostsProblem(Site site) {
    Instant accepted = site.publish(site.web("a", "1"));
    site.sync(0);
    site.publish(Site.manifest(site.nextGeneration()), "");
    site.sync(3);
    HostReport report = report(site);
    assertTrue(report.problem().contains("signature"), report::toString);
    assertEquals(accepted, report.accepted().generation());
    assertEquals(ReportedState.DEPLOYED, service(report).state());
  }

  @Test
  void theStepsOfADeployCanBeWatched(Site site) throws Exception {
    site.deploy(site.web("a", "1"));
    ObjectNode slow = site.web("a", "2");
    slow.withObjectProperty("health").put("stableSec", 4);
    site.publish(slow);
    List<String> seen = new ArrayList<>();
    try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Output> pass = background.submit(() -> site.deployer().sync());
      Await.until(
          "the report says that the health is looked at",
          Duration.ofSeconds(20),
          () -> {
            HostReport report = report(site);
            seen.add(service(report).state() + " " + service(report).step());
            return report.running() && "checking".equals(service(report).step());
          });
      assertFalse(pass.isDone(), seen::toString);
      assertEquals(0, pass.get().exit(), () -> pass.resultNow().toString());
    }
    assertEquals(ReportedState.DEPLOYED, service(report(site)).state());
    assertFalse(report(site).running());
  }

  @Test
  void whereTheHostMayNotWriteItSaysSoOnceAndGoesOn(Site site) {
    site.bucket().denyWriting("status/*");
    site.publish(site.web("a", "1"));
    Output first = site.sync(0);
    Sentence.assertOne(first, "report: cannot write", KEY, "403", "PutObject");
    site.assertAnswers("a", "web 1");
    assertEquals("", site.sync(0).err());
    site.deploy(site.web("a", "2"));
    assertFalse(site.bucket().has(KEY));

    site.bucket().allowWriting();
    // Five minutes later.
    site.host()
        .shell(
            "sed -i 's/\"tried\":\"[^\"]*\"/\"tried\":\"2020-01-01T00:00:00Z\"/' \"$1\"",
            site.state() + "/report.json")
        .orFail();
    Sentence.assertOne(site.sync(0), "report: reports are written again");
    assertEquals("", site.sync(0).err());
    assertEquals(ReportedState.DEPLOYED, service(report(site)).state());
  }

  @Test
  void aHostThatIsToldNotToReportsNothing(Site site) {
    site.settings().putObject("report").put("enabled", false);
    site.configure();
    site.deploy(site.web("a", "1"));
    assertFalse(site.bucket().has(KEY));
  }

  private static ObjectNode failing(Site site) {
    ObjectNode entry = site.entry("a", Kind.UNHEALTHY, "1");
    entry.withObjectProperty("health").put("timeoutSec", 1).put("path", "/");
    return entry;
  }

  static HostReport report(Site site) {
    return switch (HostReportReader.read(site.bucket().bytes(KEY))) {
      case ReportReading.Valid(HostReport report) -> report;
      case ReportReading.Invalid(var problem) -> throw new AssertionError(problem);
    };
  }

  private static ServiceReport service(HostReport report) {
    assertEquals(1, report.services().size(), report::toString);
    return report.services().getFirst();
  }
}
