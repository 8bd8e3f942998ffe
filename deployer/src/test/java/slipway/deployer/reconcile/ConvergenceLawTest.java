package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.Draining;
import slipway.deployer.plan.Samples;
import slipway.deployer.plan.ServiceRecord;
import slipway.manifest.Service;

/// Five laws, over generated manifests: after a pass the plan is empty; the same holds where the
/// deployer was killed before any one of its changes and ran again; where any one of its changes
/// failed once, the next pass makes up for it; so it does for sockets that failed, and for a veto.
class ConvergenceLawTest {
  private static final int ROUNDS = 60;
  private static final int DISTURBED_ROUNDS = 9;
  private static final int MANIFESTS = 4;

  private final long seed =
      Long.getLong("slipway.test.seed", System.currentTimeMillis() / (24 * 60 * 60 * 1000));

  @Test
  void aPassLeavesNothingToPlan() {
    for (int round = 0; round < ROUNDS; round++) {
      Scene scene = new Scene();
      for (List<Service> manifest : manifests(round)) {
        scene.push(manifest);
        breakSome(scene, round);
        scene.pass();
        assertTrue(scene.plan().isEmpty(), () -> "seed " + seed + ": " + scene.plan());
        scene.host.assertRoutesOfTwoLead();
        if (round % 2 == 0) {
          scene.after(Duration.ofMinutes(1));
        }
      }
    }
  }

  @Test
  void aPassKilledBeforeAnyChangeIsFinishedByTheNext() {
    for (int round = 0; round < DISTURBED_ROUNDS; round++) {
      Scene undisturbed = run(round, _ -> {});
      for (int at = 1; at <= undisturbed.host.calls; at++) {
        int change = at;
        Scene killed = run(round, host -> host.killAt = change);
        assertSame(undisturbed, killed, "round %d, killed before change %d".formatted(round, at));
      }
    }
  }

  @Test
  void aChangeThatFailsOnceIsMadeUpForByTheNextPass() {
    for (int round = 0; round < DISTURBED_ROUNDS; round++) {
      Scene undisturbed = run(round, _ -> {});
      for (int at = 1; at <= undisturbed.host.calls; at++) {
        int change = at;
        Scene failed = run(round, host -> host.failAt = change);
        assertSame(undisturbed, failed, "round %d, change %d failed".formatted(round, at));
      }
    }
  }

  /// What ran before runs on, and nothing else does, but that what drained is stopped.
  @Test
  void aVetoChangesNothingThatRunsAndIsMadeUpForByTheNextPass() {
    for (int round = 0; round < ROUNDS; round++) {
      Scene undisturbed = run(round, _ -> {});
      Scene vetoed = new Scene();
      Doorman doorman = new Doorman();
      vetoed.host.hooks = doorman;
      for (List<Service> manifest : manifests(round)) {
        vetoed.push(manifest);
        breakSome(vetoed, round);
        Map<String, String> before = withoutDraining(vetoed.host);
        doorman.vetoes = true;
        vetoed.pass();
        assertEquals(
            before, withoutDraining(vetoed.host), "seed %d, round %d".formatted(seed, round));
        vetoed.host.assertRoutesOfTwoLead();
        doorman.vetoes = false;
        vetoed.pass();
      }
      vetoed.after(Duration.ofHours(1));
      vetoed.pass();
      assertSame(undisturbed, vetoed, "round %d, vetoed".formatted(round));
    }
  }

  private static Map<String, String> withoutDraining(InMemoryHost host) {
    Map<String, String> running = new TreeMap<>(host.running);
    for (ServiceRecord known : host.load().services().values()) {
      Draining draining = known.draining();
      if (draining != null) {
        running.remove(draining.instance().mainUnit());
      }
    }
    return running;
  }

  @Test
  void socketsThatFailedAreOpenedByTheNextPass() {
    for (int round = 0; round < ROUNDS; round++) {
      Scene scene = run(round, _ -> {});
      Map<String, String> running = Map.copyOf(scene.host.running);
      scene.host.running.keySet().removeIf(unit -> unit.endsWith(".socket"));
      scene.pass();
      String where = "seed %d, round %d".formatted(seed, round);
      assertEquals(running, scene.host.running, where);
      assertTrue(scene.plan().isEmpty(), () -> where + ": " + scene.plan());
    }
  }

  /// Once every instance that visitors left has been stopped. Which of its two ports a service has
  /// come to serve on depends on what was tried before.
  private void assertSame(Scene wanted, Scene found, String how) {
    String where = "seed %d, %s".formatted(seed, how);
    assertEquals(anywhere(wanted.host.running), anywhere(found.host.running), where);
    assertEquals(anywhere(wanted.host.files), anywhere(found.host.files), where);
    assertEquals(wanted.host.routes, found.host.routes, where);
    assertEquals(wanted.host.profile, found.host.profile, where);
    assertEquals(wanted.host.roots, found.host.roots, where);
    found.host.assertRoutesOfTwoLead();
    assertTrue(found.plan().isEmpty(), () -> where + ": " + found.plan());
  }

  private static Map<String, String> anywhere(Map<String, String> units) {
    Map<String, String> anywhere = new TreeMap<>();
    units.forEach((unit, content) ->
        anywhere.put(
            unit.replaceAll("@[0-9]+", "@"),
            unit.contains("@") ? content.replaceAll("PORT=[0-9]+", "PORT=") : content));
    return anywhere;
  }

  /// A pass after each push, one when everything has drained, and where one was disturbed a second.
  private Scene run(int round, Consumer<InMemoryHost> disturbance) {
    Scene scene = new Scene();
    disturbance.accept(scene.host);
    for (List<Service> manifest : manifests(round)) {
      scene.push(manifest);
      breakSome(scene, round);
      passUndisturbedInTheEnd(scene);
    }
    scene.after(Duration.ofHours(1));
    passUndisturbedInTheEnd(scene);
    return scene;
  }

  private static void passUndisturbedInTheEnd(Scene scene) {
    int before = scene.host.calls;
    try {
      scene.tryPass();
    } catch (HostException _) {
      // The pass could not go on; the one below can.
    } catch (InMemoryHost.Killed _) {
      scene.host.assertRoutesOfTwoLead();
      scene.host.killAt = Integer.MAX_VALUE;
      scene.pass();
    }
    if (before < scene.host.failAt && scene.host.failAt <= scene.host.calls) {
      scene.pass();
    }
  }

  private static void breakSome(Scene scene, int round) {
    if (round % 3 == 1) {
      scene.host.crashing.add(Samples.path("b", 2));
      scene.host.crashing.add(Samples.path("d", 1));
    } else if (round % 3 == 2) {
      scene.host.unhealthy.add(Samples.path("a", 2));
      scene.host.unhealthy.add(Samples.path("c", 3));
    }
  }

  private List<List<Service>> manifests(int round) {
    Random random = new Random(seed * 31 + round);
    List<List<Service>> manifests = new ArrayList<>();
    for (int number = 0; number < MANIFESTS; number++) {
      manifests.add(manifest(random));
    }
    return manifests;
  }

  private static List<Service> manifest(Random random) {
    List<Service> services = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      int version = 1 + random.nextInt(3);
      int port = 8000 + name.charAt(0) + (random.nextInt(4) == 0 ? 100 : 0);
      switch (random.nextInt(9)) {
        case 0 -> {}
        case 1 -> services.add(Samples.job(name, version));
        case 2 -> services.add(Samples.keeping(Samples.worker(name, version), 2));
        case 3 -> services.add(Samples.after(Samples.web(name, version, port), "a.service"));
        case 4, 5 -> {
          int standby = port + (random.nextInt(4) == 0 ? 400 : 200);
          Service two = Samples.blueGreen(name, version, port, standby);
          services.add(Samples.draining(two, random.nextInt(3) == 0 ? 0 : 10));
        }
        case 6, 7 -> services.add(Samples.socket(name, version, port));
        default -> services.add(Samples.web(name, version, port));
      }
    }
    return services;
  }
}
