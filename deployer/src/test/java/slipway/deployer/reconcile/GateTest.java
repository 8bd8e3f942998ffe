package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.blueGreen;
import static slipway.deployer.plan.Samples.path;
import static slipway.deployer.plan.Samples.web;
import static slipway.deployer.plan.Samples.worker;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Scene scene = new Scene();
  private final InMemoryHost host = scene.host;
  private final Doorman doorman = new Doorman();

  @BeforeEach
  void theHostHasHooks() {
    host.hooks = doorman;
  }

  @Test
  void aDeployIsAskedAboutAsAWholeAndItsOutcomeTold() {
    scene.push(web("shop", 1, 8000), worker("mailer", 1));
    assertEquals(0, scene.pass().exitCode());
    scene.push(web("shop", 2, 8000), worker("mailer", 1));

    PassResult result = scene.pass();

    assertEquals(List.of("mailer ->1", "shop ->1", "shop 1>2"), sorted(doorman.asked));
    assertEquals(List.of("mailer DEPLOYED", "shop DEPLOYED", "shop DEPLOYED"), doorman.told);
    assertEquals(List.of("the after hook failed"), result.notices());
  }

  @Test
  void aPassThatChangesNoReleaseAsksNobody() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    doorman.asked.clear();
    doorman.told.clear();
    scene.pass();
    host.running.clear();
    host.routes.clear();
    scene.pass();

    assertEquals(Set.of("shop.service"), host.running.keySet(), "it was started again");
    assertEquals(List.of(), doorman.asked);
    assertEquals(List.of(), doorman.told);
  }

  @Test
  void aVetoLeavesWhatRunsAndSaysWhyUntilItIsGivenUp() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    doorman.vetoes = true;
    doorman.told.clear();
    scene.push(web("shop", 2, 8000), worker("mailer", 1));

    PassResult vetoed = scene.pass();

    assertEquals(1, vetoed.exitCode());
    assertEquals(Set.of("mailer", "shop"), vetoed.services().keySet());
    assertEquals("vetoed by the before hook: exit code 3", vetoed.services().get("shop"));
    assertEquals(Set.of("shop.service"), host.running.keySet());
    assertTrue(host.running.get("shop.service").contains(path("shop", 1).toString()));
    assertEquals(List.of(), doorman.told, "nothing was deployed");

    doorman.vetoes = false;
    assertEquals(0, scene.pass().exitCode());
    assertEquals(path("shop", 2), host.profile.get("shop"));
  }

  @Test
  void aVetoThatLastsChangesNothingAtAll() {
    scene.push(web("shop", 1, 8000), worker("old", 1));
    scene.pass();
    doorman.vetoes = true;
    scene.push(web("shop", 2, 8000));
    scene.pass();

    PassResult again = scene.pass();

    assertEquals(List.of(), again.changed());
    assertEquals(Set.of("old", "shop"), again.services().keySet());
  }

  @Test
  void whileADeployIsVetoedWhatStoppedIsStartedAgain() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    doorman.vetoes = true;
    scene.push(web("shop", 2, 8000));
    scene.pass();
    host.running.clear();
    scene.pass();

    assertTrue(host.running.get("shop.service").contains(path("shop", 1).toString()));
  }

  @Test
  void whileARemovalIsVetoedWhatRunsIsHealed() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    doorman.vetoes = true;
    scene.push();
    scene.pass();
    host.running.clear();
    host.routes.clear();
    scene.pass();
    assertTrue(host.running.get("shop.service").contains(path("shop", 1).toString()));
    assertEquals(Set.of("shop"), host.routes.keySet());

    doorman.vetoes = false;
    assertEquals(0, scene.pass().exitCode());
    assertEquals(Set.of(), host.running.keySet());
    assertEquals(Set.of(), host.routes.keySet());
  }

  @Test
  void aRemovalIsAskedAboutToo() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    doorman.vetoes = true;
    scene.push();
    scene.pass();
    assertEquals(Set.of("shop.service"), host.running.keySet());
    assertEquals(Set.of("shop"), host.routes.keySet());

    doorman.vetoes = false;
    assertEquals(0, scene.pass().exitCode());
    assertEquals(Set.of(), host.running.keySet());
    assertEquals("shop REMOVED", doorman.told.getLast());
  }

  @Test
  void theWayBackFromAFailedReleaseIsNotAskedAbout() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    doorman.asked.clear();
    host.unhealthy.add(path("shop", 2));
    scene.push(web("shop", 2, 8000));
    scene.pass();

    assertEquals(List.of("shop 1>2"), doorman.asked);
    assertEquals("shop ROLLED_BACK", doorman.told.getLast());
  }

  @Test
  void aFirstReleaseThatFailsIsToldAsFailed() {
    host.crashing.add(path("shop", 1));
    scene.push(web("shop", 1, 8000));
    scene.pass();
    assertEquals(List.of("shop FAILED"), doorman.told);
  }

  @Test
  void whatCannotBeDeployedAnywayIsNotAskedAbout() {
    host.notInBucket.add(path("shop", 1));
    host.objectedTo.add("mailer");
    scene.push(web("shop", 1, 8000), worker("mailer", 1));
    scene.pass();
    scene.pass();
    assertEquals(List.of(), doorman.asked);
  }

  @Test
  void aDeployThatWasKilledIsGoneOnWithWithoutAskingAgainAndToldInTheEnd() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    doorman.asked.clear();
    doorman.told.clear();
    scene.push(web("shop", 2, 8000));
    host.killAt = host.calls + callsUpTo("restart shop.service");
    try {
      scene.pass();
    } catch (InMemoryHost.Killed _) {
      host.killAt = Integer.MAX_VALUE;
    }
    doorman.vetoes = true;
    assertEquals(0, scene.pass().exitCode());

    assertEquals(List.of("shop 1>2"), doorman.asked);
    assertEquals(List.of("shop DEPLOYED"), doorman.told);
  }

  @Test
  void aServiceWithTwoInstancesStaysWhereItIs() {
    scene.push(blueGreen("shop", 1, 8000, 8001));
    scene.pass();
    Set<String> before = Set.copyOf(host.running.keySet());
    doorman.vetoes = true;
    scene.push(blueGreen("shop", 2, 8000, 8001));
    scene.pass();
    assertEquals(before, host.running.keySet());
    doorman.vetoes = false;
    scene.pass();
    scene.after(Duration.ofMinutes(1));
    assertEquals(0, scene.pass().exitCode());
    assertEquals(path("shop", 2), host.profile.get("shop"));
  }

  /// Which needs no start.
  @Test
  void aRollbackToAnInstanceThatStillDrainsIsAskedAboutToo() {
    scene.push(blueGreen("shop", 1, 8000, 8001));
    scene.pass();
    scene.push(blueGreen("shop", 2, 8000, 8001));
    scene.pass();
    doorman.asked.clear();
    doorman.vetoes = true;
    scene.push(blueGreen("shop", 1, 8000, 8001));

    PassResult vetoed = scene.pass();

    assertEquals(List.of("shop 2>1"), doorman.asked);
    assertEquals(1, vetoed.exitCode());
    assertEquals(path("shop", 2), host.profile.get("shop"));
  }

  @Test
  void aRebootAsksNobody() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    doorman.asked.clear();
    doorman.vetoes = true;
    host.reboot();
    scene.bringBack();
    assertEquals(Set.of("shop.service"), host.running.keySet());
    assertEquals(List.of(), doorman.asked);
  }

  /// How many calls an undisturbed update makes up to that one.
  private static int callsUpTo(String call) {
    Scene same = new Scene();
    same.push(web("shop", 1, 8000));
    same.pass();
    same.host.log.clear();
    same.push(web("shop", 2, 8000));
    same.pass();
    return same.host.log.indexOf(call) + 1;
  }

  private static List<String> sorted(List<String> all) {
    return all.stream().sorted().toList();
  }
}
