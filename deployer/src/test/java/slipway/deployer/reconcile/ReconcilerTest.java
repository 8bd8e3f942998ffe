package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.after;
import static slipway.deployer.plan.Samples.job;
import static slipway.deployer.plan.Samples.keeping;
import static slipway.deployer.plan.Samples.path;
import static slipway.deployer.plan.Samples.web;
import static slipway.deployer.plan.Samples.withoutRollback;
import static slipway.deployer.plan.Samples.worker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.HostState;
import slipway.deployer.reconcile.ManifestSource.Polled;

class ReconcilerTest {
  private final Scene scene = new Scene();
  private final InMemoryHost host = scene.host;

  @Test
  void aPushedServiceEndsRunningRoutedRootedAndProfiled() {
    scene.push(web("shop", 1, 8000));

    PassResult result = scene.pass();

    assertEquals(0, result.exitCode(), result.toString());
    assertEquals(Set.of("shop.service"), host.running.keySet());
    assertEquals(8000, host.routes.get("shop").port());
    assertEquals(Map.of("shop", Set.of(path("shop", 1))), host.roots);
    assertEquals(path("shop", 1), host.profile.get("shop"));
  }

  @Test
  void whatACollectorTookBeforeItsStartIsCopiedByTheNextPassAndNoFailedRelease() {
    host.store.add(path("shop", 1));
    host.collected.add(path("shop", 1));
    scene.push(web("shop", 1, 8000));

    PassResult cut = scene.pass();

    assertEquals(1, cut.exitCode(), cut.toString());
    assertFalse(host.log.contains("start shop.service"), host.log.toString());
    assertEquals(0, scene.pass().exitCode());
    assertEquals(Set.of("shop.service"), host.running.keySet());
  }

  @Test
  void aSecondPassDoesNothing() {
    scene.push(web("shop", 1, 8000), job("nightly", 1), worker("mailer", 1));
    scene.pass();
    int before = host.calls;

    PassResult result = scene.pass();

    assertEquals(List.of(), result.changed());
    assertEquals(before, host.calls);
  }

  @Test
  void anUpdateTouchesNoOtherService() {
    scene.push(web("shop", 1, 8000), worker("mailer", 1));
    scene.pass();
    host.log.clear();
    scene.push(web("shop", 2, 8000), worker("mailer", 1));

    scene.pass();

    assertTrue(host.log.contains("restart shop.service"));
    assertFalse(host.log.stream().anyMatch(line -> line.contains("mailer")), host.log.toString());
    assertFalse(host.log.contains("routes"), "the same route is not written again");
  }

  @Test
  void oneCopyOneLoadAndOneRouteUpdateServeManyServices() {
    scene.push(web("a", 1, 8001), web("b", 1, 8002), web("c", 1, 8003));

    scene.pass();

    assertEquals(1, host.log.stream().filter(line -> line.startsWith("copy")).count());
    assertEquals(1, host.log.stream().filter(line -> line.startsWith("load")).count());
    assertEquals(1, host.log.stream().filter(line -> line.equals("routes")).count());
  }

  @Test
  void aRemovedServiceLeavesNothing() {
    scene.push(web("shop", 1, 8000), job("nightly", 1));
    scene.pass();
    scene.push();

    assertEquals(0, scene.pass().exitCode());

    assertEquals(Map.of(), host.running);
    assertEquals(Map.of(), host.files);
    assertEquals(Map.of(), host.routes);
    assertEquals(Map.of(), host.roots);
    assertEquals(Map.of(), host.profile);
    assertEquals(Map.of(), host.load().services());
  }

  @Test
  void aFailedHealthCheckBringsThePreviousReleaseBack() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.unhealthy.add(path("shop", 2));
    scene.push(web("shop", 2, 8000));

    PassResult result = scene.pass();

    assertEquals(1, result.exitCode());
    assertTrue(result.services().get("shop").contains("answered 500"), result.toString());
    assertTrue(host.running.get("shop.service").contains(path("shop", 1).toString()));
    assertEquals(path("shop", 1), host.profile.get("shop"));
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void aFailedReleaseCostsOneOutageAndNotOneEachPass() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.crashing.add(path("shop", 2));
    scene.push(web("shop", 2, 8000));
    scene.pass();
    int before = host.calls;

    PassResult again = scene.pass();

    assertEquals(1, again.exitCode());
    assertTrue(again.services().get("shop").contains("exit code 1"), again.toString());
    assertEquals(before, host.calls);
  }

  @Test
  void aFailedReleaseIsTriedAgainOnRequest() throws HostException {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.unhealthy.add(path("shop", 2));
    scene.push(web("shop", 2, 8000));
    scene.pass();
    host.unhealthy.clear();

    assertTrue(scene.reconciler().retry("shop"));

    assertEquals(0, scene.pass().exitCode());
    assertTrue(host.running.get("shop.service").contains(path("shop", 2).toString()));
    assertFalse(scene.reconciler().retry("shop"));
  }

  @Test
  void aFirstReleaseThatFailsLeavesNoUnitAndNoRoute() {
    host.unhealthy.add(path("shop", 1));
    scene.push(web("shop", 1, 8000));

    assertEquals(1, scene.pass().exitCode());

    assertEquals(Map.of(), host.running);
    assertEquals(Map.of(), host.files);
    assertEquals(Map.of(), host.routes);
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void withoutAutoRollbackTheFailedReleaseStaysAndIsReported() {
    scene.push(withoutRollback(web("shop", 1, 8000)));
    scene.pass();
    host.unhealthy.add(path("shop", 2));
    scene.push(withoutRollback(web("shop", 2, 8000)));

    assertEquals(1, scene.pass().exitCode());
    assertEquals(1, scene.pass().exitCode());

    assertTrue(host.running.get("shop.service").contains(path("shop", 2).toString()));
  }

  @Test
  void oneServiceThatFailsStopsNoOther() {
    host.notInBucket.add(path("b", 1));
    host.objectedTo.add("c");
    scene.push(web("a", 1, 8001), web("b", 1, 8002), web("c", 1, 8003));

    PassResult result = scene.pass();

    assertEquals(1, result.exitCode());
    assertEquals(Set.of("b", "c"), result.services().keySet());
    assertEquals(Set.of("a.service"), host.running.keySet());
  }

  @Test
  void anObjectionTouchesNothingThatRunsAndIsNotRemembered() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.objectedTo.add("shop");
    scene.push(web("shop", 2, 8000));

    assertEquals(1, scene.pass().exitCode());
    assertTrue(host.running.get("shop.service").contains(path("shop", 1).toString()));

    host.objectedTo.clear();
    assertEquals(0, scene.pass().exitCode());
    assertTrue(host.running.get("shop.service").contains(path("shop", 2).toString()));
  }

  @Test
  void aReleaseThatCannotBeCopiedDoesNotEndTheHealingOfTheOneThatRuns() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.notInBucket.add(path("shop", 2));
    scene.push(web("shop", 2, 8000));
    host.running.clear();
    host.routes.clear();

    PassResult result = scene.pass();

    assertTrue(result.services().get("shop").contains("not in the bucket"), result.toString());
    assertTrue(host.running.get("shop.service").contains(path("shop", 1).toString()));
    assertEquals(Set.of("shop"), host.routes.keySet());
    assertTrue(host.roots.get("shop").contains(path("shop", 2)), "the copy goes on next time");
  }

  @Test
  void portsThatTwoServicesExchangeAreGivenUpFirst() {
    scene.push(web("a", 1, 8000), web("b", 1, 8001));
    scene.pass();
    host.log.clear();
    scene.push(web("a", 2, 8001), web("b", 2, 8000));

    assertEquals(0, scene.pass().exitCode());

    assertTrue(host.log.indexOf("stop a.service") < host.log.indexOf("restart b.service"));
    assertTrue(host.log.indexOf("stop b.service") < host.log.indexOf("restart a.service"));
    assertEquals(8001, host.routes.get("a").port());
  }

  @Test
  void aUnitEditedByHandIsWrittenAgainAndRestarted() {
    scene.push(worker("mailer", 1));
    scene.pass();
    String asWritten = host.files.get("mailer.service");
    host.files.put("mailer.service", asWritten + "PrivateTmp=no\n");
    host.loaded.put("mailer.service", asWritten + "PrivateTmp=no\n");
    host.log.clear();

    assertEquals(0, scene.pass().exitCode());

    assertEquals(asWritten, host.files.get("mailer.service"));
    assertTrue(host.log.contains("restart mailer.service"), host.log.toString());
  }

  @Test
  void aHostThatForgotEverythingRestartsNothingThatIsRight() throws HostException {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.save(HostState.EMPTY);
    host.log.clear();

    assertEquals(0, scene.pass().exitCode());

    assertFalse(host.log.stream().anyMatch(line -> line.contains("start")), host.log.toString());
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void aLoadThatFailsIsTold() {
    scene.push(worker("mailer", 1));
    scene.pass();
    host.loaded.clear();
    host.loadFails = true;

    PassResult result = scene.pass();

    assertEquals(1, result.exitCode());
    assertTrue(result.services().get("mailer").contains("cannot reload"), result.toString());
  }

  @Test
  void aBootBeforeTheProxyIsUpIsAGoodBoot() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.reboot();
    host.proxyAway = true;

    assertEquals(0, scene.bringBack().exitCode());

    assertEquals(Set.of("shop.service"), host.running.keySet());
  }

  @Test
  void aForeignUnitIsLeftAlone() {
    host.foreign.put("sshd.service", "/etc/systemd/system/sshd.service");
    scene.push(worker("sshd", 1));

    PassResult result = scene.pass();

    assertTrue(result.services().get("sshd").contains("/etc/systemd/system/sshd.service"));
    assertEquals(Map.of(), host.files);
  }

  @Test
  void theLastReleasesAreKeptAndTheOneBeforeThemGoes() {
    for (int version = 1; version <= 4; version++) {
      scene.push(keeping(worker("mailer", version), 3));
      scene.pass();
    }

    assertEquals(
        Set.of(path("mailer", 2), path("mailer", 3), path("mailer", 4)), host.roots.get("mailer"));
    assertEquals(host.roots.get("mailer"), host.generations.get("mailer"));
  }

  @Test
  void aServiceWaitsForThoseItNamesInAfter() {
    scene.push(after(worker("a", 1), "b.service"), worker("b", 1));

    scene.pass();

    assertTrue(host.log.indexOf("start b.service") < host.log.indexOf("start a.service"));
  }

  @Test
  void aRenamedServiceGivesUpItsPortFirst() {
    scene.push(web("old", 1, 8000));
    scene.pass();
    scene.push(web("young", 1, 8000));

    assertEquals(0, scene.pass().exitCode());

    assertTrue(host.log.indexOf("stop old.service") < host.log.indexOf("start young.service"));
    assertEquals(Set.of("young"), host.routes.keySet());
  }

  @Test
  void nothingIsStoppedWhileTheBucketIsAway() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    scene.bucketSays(new Polled.Unavailable("no answer"));

    assertEquals(4, scene.pass().exitCode());
    host.running.clear();
    assertEquals(4, scene.pass().exitCode());

    assertEquals(Set.of("shop.service"), host.running.keySet(), "drift heals without the bucket");
  }

  @Test
  void aRefusedManifestLeavesTheLastAcceptedInForce() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    scene.bucketSays(new Polled.Fetched("{}".getBytes(StandardCharsets.UTF_8), "other", null));

    PassResult result = scene.pass();

    assertEquals(3, result.exitCode());
    assertEquals(Set.of("shop.service"), host.running.keySet());
  }

  @Test
  void theProxyAwayDelaysRoutesAndNothingElse() {
    host.proxyAway = true;
    scene.push(web("shop", 1, 8000));

    assertEquals(1, scene.pass().exitCode());
    assertEquals(Set.of("shop.service"), host.running.keySet());

    host.proxyAway = false;
    assertEquals(0, scene.pass().exitCode());
    assertEquals(Set.of("shop"), host.routes.keySet());
  }

  @Test
  void aRemovedServiceKeepsRunningUntilItsRouteCanGo() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.proxyAway = true;
    scene.push();

    assertEquals(1, scene.pass().exitCode());
    assertEquals(Set.of("shop.service"), host.running.keySet());
  }

  @Test
  void afterARebootEverythingComesBackWithoutTheBucket() {
    scene.push(web("shop", 1, 8000), job("nightly", 1));
    scene.pass();
    host.reboot();
    scene.bucketSays(new Polled.Unavailable("no network yet"));

    assertEquals(0, scene.bringBack().exitCode());

    assertEquals(Set.of("shop.service", "nightly.timer"), host.running.keySet());
  }

  @Test
  void aServiceThatBecomesAJobIsStoppedAndItsTimerStarted() {
    scene.push(worker("report", 1));
    scene.pass();
    scene.push(job("report", 1));

    assertEquals(0, scene.pass().exitCode());

    assertEquals(Set.of("report.timer"), host.running.keySet());
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void aHostThatNoServiceNamesRunsNothing() {
    scene.push(List.of());

    assertEquals(0, scene.pass().exitCode());
    assertEquals(Map.of(), host.running);
  }

  @Test
  void aServiceThatIsStoppedByHandIsStartedAgain() {
    scene.push(web("shop", 1, 8000));
    scene.pass();

    host.running.remove("shop.service");

    assertEquals(0, scene.pass().exitCode());
    assertEquals(Set.of("shop.service"), host.running.keySet());
  }

  @Test
  void aServiceThatIsStoppedAgainAndAgainIsLeftAloneForAWhile() {
    stopFiveTimes();

    PassResult left = stopAndPass("shop");

    assertEquals(1, left.exitCode());
    assertTrue(left.services().get("shop").contains("5 times within 60 minutes"), left::toString);
    assertEquals(Set.of("mailer.service"), host.running.keySet());
    scene.after(Duration.ofMinutes(51));
    assertEquals(0, scene.pass().exitCode());
    assertEquals(Set.of("mailer.service", "shop.service"), host.running.keySet());
  }

  @Test
  void aServiceThatWasLeftAloneIsStartedOnRequest() throws HostException {
    stopFiveTimes();
    stopAndPass("shop");

    assertTrue(scene.reconciler().retry("shop"));
    assertFalse(scene.reconciler().retry("mailer"));

    assertEquals(0, scene.pass().exitCode());
    assertTrue(host.running.containsKey("shop.service"));
  }

  @Test
  void aServiceThatWasLeftAloneIsStartedByANewEntry() {
    stopFiveTimes();
    stopAndPass("shop");

    scene.push(web("shop", 2, 8000), worker("mailer", 1));

    assertEquals(0, scene.pass().exitCode());
    assertEquals(0, stopAndPass("shop").exitCode());
  }

  @Test
  void noRebootIsCountedAsARepair() {
    stopFiveTimes();

    host.reboot();

    assertEquals(0, scene.pass().exitCode());
  }

  @Test
  void aFullDiskKeepsNoServiceDown() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.running.clear();
    host.diskFull = true;

    PassResult result = scene.pass();

    assertEquals(Set.of("shop.service"), host.running.keySet());
    assertEquals(1, result.exitCode());
    assertEquals(Set.of("state"), result.services().keySet());
  }

  @Test
  void aFullDiskLetsNoReleaseBegin() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    scene.push(web("shop", 2, 8000));
    host.diskFull = true;
    host.log.clear();

    PassResult result = scene.pass();

    assertEquals(Set.of("state"), result.services().keySet());
    assertEquals(List.of("keep"), host.log);
    host.diskFull = false;
    assertEquals(0, scene.pass().exitCode());
    assertTrue(host.running.get("shop.service").contains(path("shop", 2).toString()));
  }

  @Test
  void aReleaseThatCannotBeRecordedTouchesNothingThatRuns() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.notInBucket.add(path("shop", 2));
    scene.push(web("shop", 2, 8000));
    scene.pass();
    host.notInBucket.clear();
    host.diskFull = true;
    host.log.clear();

    PassResult result = scene.pass();

    assertEquals(1, result.exitCode());
    assertTrue(result.services().get("shop").contains("No space left"), result::toString);
    assertFalse(host.log.stream().anyMatch(line -> line.matches("(write|load|restart|start) .*")));
    host.diskFull = false;
    assertEquals(0, scene.pass().exitCode());
  }

  @Test
  void aMaskedServiceThatIsToGoStaysAsLongAsItRuns() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.masked.add("shop.service");
    scene.push();

    PassResult result = scene.pass();

    assertTrue(result.services().get("shop").contains("systemctl stop shop.service"));
    assertEquals(Map.of("shop", Set.of(path("shop", 1))), host.roots);
    assertEquals(Set.of("shop"), host.routes.keySet());
    host.running.clear();
    assertEquals(0, scene.pass().exitCode());
    assertEquals(Map.of(), host.roots);
  }

  @Test
  void aServiceThatSystemdKeepsRestartingIsToldOfAndNotTouched() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.restarts.put("shop.service", 7);

    PassResult result = scene.pass();

    assertTrue(result.services().get("shop").contains("restarted it 7 times"), result::toString);
    assertEquals(List.of(), result.changed());
  }

  private void stopFiveTimes() {
    scene.push(web("shop", 1, 8000), worker("mailer", 1));
    scene.pass();
    for (int time = 0; time < 5; time++) {
      assertEquals(0, stopAndPass("shop").exitCode());
    }
  }

  private PassResult stopAndPass(String service) {
    scene.after(Duration.ofMinutes(2));
    host.running.remove(service + ".service");
    return scene.pass();
  }
}
