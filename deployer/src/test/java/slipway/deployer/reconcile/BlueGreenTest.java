package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.blueGreen;
import static slipway.deployer.plan.Samples.draining;
import static slipway.deployer.plan.Samples.keeping;
import static slipway.deployer.plan.Samples.path;
import static slipway.deployer.plan.Samples.web;
import static slipway.deployer.plan.Samples.withoutRollback;
import static slipway.deployer.plan.Samples.worker;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.manifest.Service;

/// Every change of what visitors reach passes the checks of the in-memory host: no route and no
/// pointer ever leads to an instance that does not run.
class BlueGreenTest {
  private static final String ON_8000 = "shop@8000.service";
  private static final String ON_8001 = "shop@8001.service";

  private final Scene scene = new Scene();
  private final InMemoryHost host = scene.host;

  @BeforeEach
  void theFirstReleaseServesOnTheInternalPort() {
    push(shop(1));
    assertEquals(Set.of(ON_8000), host.running.keySet());
    assertEquals(Set.of(), host.standby);
    host.log.clear();
  }

  @Test
  void anUpdateMovesVisitorsToTheOtherPortWithoutAWriteOfRoutes() {
    push(shop(2));

    assertEquals(Set.of("shop"), host.standby);
    assertEquals(Set.of(ON_8000, ON_8001), host.running.keySet());
    assertRuns(ON_8001, 2);
    assertFalse(host.log.contains("routes"), host.log.toString());
    assertEquals(path("shop", 2), host.profile.get("shop"));
  }

  @Test
  void theInstanceBeforeIsStoppedWhenItHasDrained() {
    push(shop(2));
    scene.after(Duration.ofSeconds(9));
    assertEquals(List.of(), scene.pass().changed());
    assertEquals(Set.of(ON_8000, ON_8001), host.running.keySet());

    scene.after(Duration.ofSeconds(1));
    scene.pass();

    assertEquals(Set.of(ON_8001), host.running.keySet());
    assertEquals(Set.of(ON_8001), host.files.keySet());
    assertNothingToDo();
  }

  @Test
  void whatDrainedWhileAPassWasAtWorkIsWaitedFor() {
    for (long millis = 50; millis < 1_200; millis += 50) {
      push(draining(shop(millis % 100 == 0 ? 1 : 2), 0));
      scene.tick(Duration.ofMillis(millis));
      PassResult slow = scene.pass();
      scene.tick(Duration.ZERO);
      assertTrue(slow.drained() != null || host.running.size() == 1, "tick of " + millis + " ms");
      scene.after(Duration.ofMinutes(1));
      scene.pass();
    }
  }

  @Test
  void withoutATimeToDrainItStillHasASecondForWhatIsUnderWay() {
    push(draining(shop(2), 0));
    assertEquals(Set.of(ON_8000, ON_8001), host.running.keySet());

    scene.after(Duration.ofSeconds(1));
    scene.pass();

    assertEquals(Set.of(ON_8001), host.running.keySet());
    assertNothingToDo();
  }

  @Test
  void aBadReleaseNeverSeesAVisitor() {
    host.unhealthy.add(path("shop", 2));
    scene.push(shop(2));

    PassResult result = scene.pass();

    assertEquals(1, result.exitCode());
    assertTrue(
        result.services().get("shop").contains("answered 500; release 1 (shop-1) runs"),
        result::toString);
    assertEquals(Set.of(ON_8000), host.running.keySet());
    assertFalse(host.log.stream().anyMatch(line -> line.startsWith("point")), host.log.toString());
    assertFalse(host.log.contains("routes"), host.log.toString());
    assertNothingToDo();
  }

  @Test
  void aBadReleaseIsNotTriedAgainEvenWithoutRollback() {
    host.unhealthy.add(path("shop", 2));
    scene.push(withoutRollback(shop(2)));
    scene.pass();
    host.log.clear();

    PassResult again = scene.pass();

    assertEquals(1, again.exitCode());
    assertEquals(List.of(), host.log);
    assertEquals(Set.of(ON_8000), host.running.keySet());
  }

  @Test
  void aRollbackWhileTheInstanceBeforeDrainsStartsAndCopiesNothing() {
    push(shop(2));
    host.log.clear();

    push(shop(1));

    assertEquals(Set.of(), host.standby);
    assertFalse(
        host.log.stream().anyMatch(line -> line.contains("start ") || line.startsWith("copy")),
        host.log.toString());
    scene.after(Duration.ofSeconds(10));
    scene.pass();
    assertEquals(Set.of(ON_8000), host.running.keySet());
    assertRuns(ON_8000, 1);
    assertNothingToDo();
  }

  @Test
  void aThirdReleaseTakesThePortOfTheOneThatDrains() {
    push(shop(2));

    push(shop(3));

    assertEquals(Set.of(), host.standby);
    assertRuns(ON_8000, 3);
    assertRuns(ON_8001, 2);
  }

  @Test
  void aServiceThatRestartsMovesToTwoPortsAndBackWithoutABreak() {
    push(web("shop", 2, 8000));
    // The port is the same, so there the old instance has to go first.
    assertEquals(Set.of("shop.service"), host.running.keySet());

    push(shop(3));
    assertEquals(Set.of("shop.service", ON_8001), host.running.keySet());
    assertEquals(Set.of("shop"), host.standby);
    scene.after(Duration.ofSeconds(10));
    scene.pass();
    assertEquals(Set.of(ON_8001), host.running.keySet());

    push(web("shop", 4, 8000));
    assertEquals(Set.of("shop.service", ON_8001), host.running.keySet());
    assertEquals(Set.of(), host.standby);
    scene.after(Duration.ofSeconds(10));
    scene.pass();
    assertEquals(Set.of("shop.service"), host.running.keySet());
    assertNothingToDo();
  }

  @Test
  void everyChangeOfPortsWorksWithoutABreak() {
    int[][] ports = {
      {8000, 8002}, {8003, 8002}, {8002, 8003}, {9000, 9001}, {9001, 9002}, {8000, 9001}
    };
    int version = 2;
    for (int[] pair : ports) {
      push(blueGreen("shop", version, pair[0], pair[1]));
      scene.after(Duration.ofSeconds(10));
      scene.pass();
      String unit = "shop@%d.service".formatted(pair[host.standby.contains("shop") ? 1 : 0]);
      assertEquals(Set.of(unit), host.running.keySet());
      assertRuns(unit, version++);
      assertNothingToDo();
    }
  }

  @Test
  void goingBackToOtherPortsPointsBeforeTheRouteLeadsToThem() {
    push(blueGreen("shop", 2, 8000, 9001));
    assertEquals(Set.of("shop"), host.standby);
    host.log.clear();

    push(shop(1));

    assertEquals(Set.of(), host.standby);
    assertEquals(
        List.of("point shop INTERNAL", "routes"),
        host.log.stream()
            .filter(line -> line.startsWith("point") || line.equals("routes"))
            .toList());
  }

  @Test
  void portsAreNotChangedWhileTheRouteCannotBe() {
    host.proxyAway = true;
    scene.push(blueGreen("shop", 2, 9000, 9001));

    PassResult result = scene.pass();

    assertTrue(
        result.services().get("shop").startsWith("its ports are not changed"), result::toString);
    assertEquals(Set.of(ON_8000), host.running.keySet());
    host.proxyAway = false;
    assertEquals(0, scene.pass().exitCode());
    assertEquals(Set.of(ON_8000, "shop@9000.service"), host.running.keySet());
  }

  @Test
  void anUpdateNeedsNoProxyThatAnswers() {
    host.proxyAway = true;
    scene.push(shop(2));
    scene.pass();

    assertEquals(Set.of("shop"), host.standby);
    scene.after(Duration.ofMinutes(1));
    scene.pass();
    assertEquals(
        Set.of(ON_8000, ON_8001),
        host.running.keySet(),
        "as long as nobody knows where the route leads, nothing is stopped");

    host.proxyAway = false;
    scene.pass();
    assertEquals(Set.of(ON_8001), host.running.keySet());
  }

  @Test
  void aPointerChangedByHandIsPutRight() {
    push(shop(2));
    scene.after(Duration.ofSeconds(10));
    scene.pass();
    host.standby.clear();

    scene.pass();

    assertEquals(Set.of("shop"), host.standby);
    assertEquals(Set.of(ON_8001), host.running.keySet());
  }

  @Test
  void afterARebootTheInstanceThatServedComesBackAndNoOther() {
    push(shop(2));
    host.reboot();

    assertEquals(0, scene.bringBack().exitCode());
    assertEquals(Set.of(ON_8001), host.running.keySet());
    assertEquals(Set.of("shop"), host.standby);
    scene.pass();
    assertEquals(Set.of(ON_8001), host.running.keySet());
    assertNothingToDo();
  }

  @Test
  void aStoppedInstanceIsStartedWhereItWas() {
    host.running.clear();

    scene.pass();

    assertEquals(Set.of(ON_8000), host.running.keySet());
    assertEquals(Set.of(), host.standby);
  }

  @Test
  void anEditedUnitIsReplacedByAMove() {
    host.files.computeIfPresent(ON_8000, (_, content) -> content + "# edited\n");

    scene.pass();

    assertEquals(Set.of("shop"), host.standby);
    assertRuns(ON_8001, 1);
  }

  @Test
  void aRemovedServiceLeavesNoInstanceAndNoPointer() {
    push(shop(2));

    push(worker("mailer", 1));

    assertEquals(Set.of("mailer.service"), host.running.keySet());
    assertEquals(Set.of(), host.standby);
    assertEquals(Set.of(), host.routes.keySet());
    assertNothingToDo();
  }

  @Test
  void anInstanceThatDrainsKeepsItsClosure() {
    Service next = draining(shop(2), 10);
    push(keeping(next, 1));

    scene.after(Duration.ofSeconds(5));
    scene.pass();
    assertEquals(Set.of(path("shop", 1), path("shop", 2)), host.roots.get("shop"));
    scene.after(Duration.ofSeconds(5));
    scene.pass();
    assertEquals(Set.of(path("shop", 2)), host.roots.get("shop"));
    assertNothingToDo();
  }

  private static Service shop(int version) {
    return blueGreen("shop", version, 8000, 8001);
  }

  private void push(Service service) {
    scene.push(service);
    PassResult result = scene.pass();
    assertEquals(0, result.exitCode(), result::toString);
  }

  private void assertRuns(String unit, int version) {
    String content = host.running.get(unit);
    assertTrue(
        content != null && content.contains(path("shop", version).toString()),
        () -> unit + " runs " + content);
  }

  private void assertNothingToDo() {
    assertTrue(scene.plan().isEmpty(), () -> scene.plan().toString());
  }
}
