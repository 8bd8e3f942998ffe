package slipway.deployer.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.blueGreen;
import static slipway.deployer.plan.Samples.path;
import static slipway.deployer.plan.Samples.web;
import static slipway.deployer.reconcile.CountedHost.seconds;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.deployer.metrics.Ledger;
import slipway.deployer.plan.Pause;
import slipway.deployer.plan.Samples;
import slipway.deployer.reconcile.ManifestSource.Polled;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestWriter;

/// What is counted of what happens to a host.
class CountedPassTest {
  private static final String POLLED = "slipway_last_successful_poll_timestamp_seconds";
  private static final String PASSED = "slipway_last_successful_pass_timestamp_seconds";

  @TempDir Path folder;

  private CountedHost host;
  private Scene scene;

  @BeforeEach
  void start() {
    host = new CountedHost(folder);
    scene = host.scene;
  }

  @Test
  void aDeployIsCountedWithItsPhases() {
    scene.push(web("shop", 1, 8000));
    host.pass();
    host.assertSays("slipway_deploys_total{result=\"works\",service=\"shop\"}", 1);
    host.assertSays("slipway_deploys_total{result=\"failed\",service=\"shop\"}", 0);
    host.assertSays("slipway_service_state{service=\"shop\",state=\"deployed\"}", 1);
    host.assertSays("slipway_service_state{service=\"shop\",state=\"failed\"}", 0);
    host.assertSays(
        "slipway_release_info{release=\"1\",revision=\"\",service=\"shop\",store_path=\"%s\"}"
            .formatted(path("shop", 1)),
        1);
    for (String phase : List.of("fetch", "copy", "load", "jobs", "health", "routes")) {
      host.assertSays("slipway_deploy_duration_seconds_count{phase=\"" + phase + "\"}", 1);
    }
    host.assertSays("slipway_passes_total{result=\"ok\"}", 1);
    host.assertSays(POLLED, seconds(scene.now()));
    host.assertSays(PASSED, seconds(scene.now()));
    host.assertSays(
        "slipway_manifest_generation_timestamp_seconds", seconds(Samples.NOW.plusSeconds(1)));
    host.assertSays("slipway_manifest_age_seconds", 59);
  }

  @Test
  void aPassThatDeploysNothingIsNoDeploy() {
    scene.push(web("shop", 1, 8000));
    host.pass().pass().pass();
    host.assertSays("slipway_deploy_duration_seconds_count{phase=\"fetch\"}", 1);
    host.assertSays("slipway_passes_total{result=\"ok\"}", 3);
  }

  @Test
  void aFailedReleaseIsAFailureAndARollback() {
    scene.push(web("shop", 1, 8000));
    host.pass();
    scene.host.unhealthy.add(path("shop", 2));
    scene.push(web("shop", 2, 8000));
    host.pass();
    host.assertSays("slipway_deploys_total{result=\"failed\",service=\"shop\"}", 1);
    host.assertSays("slipway_rollbacks_total{service=\"shop\"}", 1);
    host.assertSays("slipway_service_state{service=\"shop\",state=\"rolled_back\"}", 1);
    host.assertSays("slipway_last_pass_exit_code", 1);
    host.assertSays("slipway_passes_total{result=\"failed\"}", 1);
    host.pass();
    host.assertSays("slipway_deploys_total{result=\"failed\",service=\"shop\"}", 1);
    host.assertSays("slipway_rollbacks_total{service=\"shop\"}", 1);
  }

  @Test
  void aFailureThatNoVisitorSawIsARollbackToo() {
    scene.push(blueGreen("shop", 1, 8000, 8001));
    host.pass();
    scene.host.unhealthy.add(path("shop", 2));
    scene.push(blueGreen("shop", 2, 8000, 8001));
    host.pass();
    host.assertSays("slipway_rollbacks_total{service=\"shop\"}", 1);
  }

  @Test
  void aFirstReleaseThatFailsIsNoRollback() {
    scene.host.unhealthy.add(path("shop", 1));
    scene.push(web("shop", 1, 8000));
    host.pass();
    host.assertSays("slipway_deploys_total{result=\"failed\",service=\"shop\"}", 1);
    host.assertSays("slipway_rollbacks_total{service=\"shop\"}", 0);
    host.assertSays("slipway_service_state{service=\"shop\",state=\"failed\"}", 1);
  }

  @Test
  void aServiceThatWasStoppedIsRepaired() {
    scene.push(web("shop", 1, 8000));
    host.pass();
    host.assertSays("slipway_repairs_total{service=\"shop\"}", 0);
    scene.host.running.clear();
    host.pass();
    host.assertSays("slipway_repairs_total{service=\"shop\"}", 1);
    host.assertSays("slipway_deploys_total{result=\"works\",service=\"shop\"}", 1);
  }

  @Test
  void aRebootIsNotCounted() {
    scene.push(web("shop", 1, 8000));
    host.pass();
    scene.host.reboot();
    scene.bringBack();
    host.pass();
    host.assertSays("slipway_repairs_total{service=\"shop\"}", 0);
  }

  @Test
  void everyReasonForARefusalHasItsOwnCount() {
    scene.push(web("shop", 1, 8000));
    host.pass();
    scene.trust = new Trust(List.of(), true, false);
    Instant accepted = Samples.NOW.plusSeconds(1);
    passWith(new Polled.TooLarge("it has 2 MiB"));
    passWith(new Polled.TooLarge("it has 2 MiB"));
    passWith(fetched("{".getBytes(UTF_8)));
    passWith(manifest(scene.now().plusSeconds(3600)));
    passWith(manifest(accepted.minusSeconds(1)));
    passWith(manifest(accepted));
    scene.trust = new Trust(List.of(), false, false);
    passWith(manifest(accepted.plusSeconds(1)));
    assertRefused("too_large", 2);
    for (String reason : List.of("invalid", "future", "older", "conflict", "signature")) {
      assertRefused(reason, 1);
    }
    host.assertSays("slipway_last_pass_exit_code", 3);
    host.assertSays("slipway_passes_total{result=\"refused\"}", 7);
    host.assertSays("slipway_service_state{service=\"shop\",state=\"deployed\"}", 1);
  }

  private void passWith(Polled answer) {
    scene.bucketSays(answer);
    host.pass();
  }

  private void assertRefused(String reason, int times) {
    host.assertSays("slipway_manifests_refused_total{reason=\"" + reason + "\"}", times);
  }

  private static Polled manifest(Instant generation) {
    return fetched(ManifestWriter.write(new Manifest(generation, List.of())));
  }

  private static Polled fetched(byte[] manifest) {
    return new Polled.Fetched(manifest, "another", null);
  }

  @Test
  void aBucketThatIsAwayLeavesTheTimesBehind() {
    scene.push(web("shop", 1, 8000));
    host.pass();
    double before = seconds(scene.now());
    scene.after(Duration.ofMinutes(5));
    scene.bucketSays(new Polled.Unavailable("away"));
    host.pass();
    host.assertSays(POLLED, before);
    host.assertSays(PASSED, before);
    host.assertSays("slipway_passes_total{result=\"unavailable\"}", 1);
  }

  @Test
  void aRefusedManifestIsAnAnswerAndNoSuccess() {
    scene.push(web("shop", 1, 8000));
    host.pass();
    double before = seconds(scene.now());
    scene.after(Duration.ofMinutes(5));
    scene.bucketSays(new Polled.TooLarge("it has 2 MiB"));
    host.pass();
    host.assertSays(POLLED, seconds(scene.now()));
    host.assertSays(PASSED, before);
  }

  @Test
  void aPassThatBreaksOffIsCounted() throws Exception {
    scene.push(web("shop", 1, 8000));
    host.pass();
    scene.host.keepPause(new Pause(scene.now(), scene.now(), null, null));
    scene.host.failAt = scene.host.calls + 1;
    String before = Files.readString(host.textfile);
    host.pass();
    host.assertSays("slipway_passes_total{result=\"broken\"}", 1);
    assertEquals(before, Files.readString(host.textfile), "nothing new is known of the services");
    host.pass();
    host.assertSays("slipway_passes_total{result=\"ok\"}", 2);
  }

  @Test
  void aPausedHostSaysSo() throws Exception {
    scene.push(web("shop", 1, 8000));
    host.pass();
    host.assertSays("slipway_paused", 0);
    scene.host.keepPause(
        new Pause(scene.now(), scene.now().plusSeconds(3600), "the disk is replaced", "ops"));
    host.pass();
    host.assertSays("slipway_paused", 1);
    host.assertSays("slipway_passes_total{result=\"paused\"}", 1);
  }

  @Test
  void theCountsOfARemovedServiceGoWithIt() {
    scene.push(web("shop", 1, 8000));
    host.pass();
    scene.push();
    host.pass().pass();
    assertNull(CountedHost.value(host.ledger.text(), "slipway_repairs_total{service=\"shop\"}"));
  }

  @Test
  void beforeTheFirstPassTheClosedSetsAreThere() {
    host.assertSays(POLLED, 0);
    host.assertSays("slipway_manifests_refused_total{reason=\"older\"}", 0);
    host.assertSays("slipway_pulled_bytes_total", 0);
    assertNull(CountedHost.value(host.ledger.text(), "slipway_manifest_age_seconds"));
  }

  @Test
  void whatIsUnderWayIsSeen() {
    scene.push(web("shop", 1, 8000));
    List<String> states = new ArrayList<>();
    host.watch = () -> states.add(host.ledger.text());
    host.pass();
    assertTrue(
        states.stream()
            .anyMatch(text -> text.contains("state{service=\"shop\",state=\"deploying\"} 1.0")),
        states::toString);
  }

  @Test
  void theTextFileSaysTheSame() throws Exception {
    scene.push(web("shop", 1, 8000));
    host.pass();
    assertEquals(host.ledger.text(), Files.readString(host.textfile));
  }

  @Test
  void aDamagedFileOfCountsBeginsAtZeroAndFailsNoPass() throws Exception {
    scene.push(web("shop", 1, 8000));
    host.pass();
    for (String damage : List.of("", "{", "{\"version\":2}", "\u0000\u0000")) {
      Files.writeString(host.state.resolve("metrics.json"), damage);
      host.pass();
      host.assertSays("slipway_passes_total{result=\"ok\"}", 1);
      assertEquals(damage, Files.readString(host.state.resolve("metrics.json.damaged")));
    }
    host.pass();
    host.assertSays("slipway_passes_total{result=\"ok\"}", 2);
  }

  @Test
  void whereNothingCanBeWrittenPassesGoOnAndTheProcessCounts() throws Exception {
    Files.writeString(host.state, "no directory");
    Files.createDirectory(host.textfile);
    Files.createFile(host.textfile.resolve("in the way"));
    scene.push(web("shop", 1, 8000));
    host.pass().passAgain().passAgain();
    host.assertSays("slipway_passes_total{result=\"ok\"}", 3);
    assertTrue(scene.host.running.containsKey("shop.service"));
    Files.delete(host.state);
    host.passAgain().pass();
    host.assertSays("slipway_passes_total{result=\"ok\"}", 5);
  }

  @Test
  void aNewProcessKnowsWhatWasCounted() {
    scene.push(web("shop", 1, 8000));
    host.pass();
    host.ledger = host.process();
    host.ledger.recall();
    host.assertSays("slipway_passes_total{result=\"ok\"}", 1);
  }

  @Test
  void aPassByAnotherProcessIsNotLost() {
    scene.push(web("shop", 1, 8000));
    Ledger daemon = host.ledger;
    host.passAgain();
    host.pass();
    host.ledger = daemon;
    host.passAgain();
    host.assertSays("slipway_passes_total{result=\"ok\"}", 3);
  }

  @Test
  void aGlanceOfTheSameProcessMovesTheTimesOn() throws Exception {
    scene.push(web("shop", 1, 8000));
    host.pass().passAgain();
    scene.after(Duration.ofMinutes(5));
    host.stillness = new AtRest();
    host.passAgain();
    String file = Files.readString(host.textfile);
    assertEquals(host.ledger.text(), file);
    host.assertSays(POLLED, seconds(scene.now()));
    host.assertSays(PASSED, seconds(scene.now()));
    host.assertSays("slipway_manifest_age_seconds", 359);
    host.assertSays("slipway_passes_total{result=\"ok\"}", 2);
  }

  @Test
  void aGlanceOfAnotherProcessIsKnownToTheNextPass() throws Exception {
    scene.push(web("shop", 1, 8000));
    host.pass().pass();
    scene.after(Duration.ofMinutes(50));
    Instant glance = scene.now();
    host.ledger.pulse().orElseThrow().beat(glance);
    assertEquals(
        Double.toString(seconds(glance)),
        CountedHost.value(Files.readString(host.textfile), POLLED));
    scene.after(Duration.ofMinutes(5));
    scene.bucketSays(new Polled.Unavailable("away"));
    host.pass();
    host.assertSays(POLLED, seconds(glance));
    host.assertSays(PASSED, seconds(glance));
  }

  /// A restored or copied file has another time.
  @Test
  void theTimeOfTheFileSaysNothingWhereTheHostWasNotAtRest() throws Exception {
    scene.push(web("shop", 1, 8000));
    host.pass();
    double before = seconds(scene.now());
    scene.after(Duration.ofMinutes(50));
    Files.setLastModifiedTime(
        host.state.resolve("metrics.json"), FileTime.from(scene.now().minusSeconds(1)));
    scene.bucketSays(new Polled.Unavailable("away"));
    host.pass();
    host.assertSays(POLLED, before);
  }

  @Test
  void aTimeOfAClockThatWasAheadCountsForNothing() {
    scene.push(web("shop", 1, 8000));
    scene.after(Duration.ofDays(100));
    host.pass();
    scene.after(Duration.ofDays(-100));
    scene.bucketSays(new Polled.Unavailable("away"));
    host.pass();
    host.assertSays(POLLED, 0);
  }

  private static final class AtRest implements Stillness {
    @Override
    public String lasting() {
      return "etag-1";
    }

    @Override
    public void before() {}

    @Override
    public void after(PassResult result) {}
  }
}
