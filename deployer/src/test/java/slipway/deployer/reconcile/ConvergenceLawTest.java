package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.Samples;
import slipway.manifest.Service;

/// Two laws, over generated manifests: after a pass the plan is empty, and the same holds where the
/// deployer was killed before any one of its changes and ran again.
class ConvergenceLawTest {
  private static final int ROUNDS = 60;
  private static final int KILLED_ROUNDS = 9;
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
      }
    }
  }

  @Test
  void aPassKilledBeforeAnyChangeIsFinishedByTheNext() {
    for (int round = 0; round < KILLED_ROUNDS; round++) {
      List<List<Service>> manifests = manifests(round);
      Scene undisturbed = run(manifests, round, Integer.MAX_VALUE);
      int before = run(manifests.subList(0, MANIFESTS - 1), round, Integer.MAX_VALUE).host.calls;
      for (int at = before + 1; at <= undisturbed.host.calls; at++) {
        Scene killed = run(manifests, round, at);
        String where = "seed %d, round %d, killed before change %d".formatted(seed, round, at);
        assertEquals(undisturbed.host.running, killed.host.running, where);
        assertEquals(undisturbed.host.files, killed.host.files, where);
        assertEquals(undisturbed.host.routes, killed.host.routes, where);
        assertEquals(undisturbed.host.profile, killed.host.profile, where);
        assertEquals(undisturbed.host.roots, killed.host.roots, where);
        assertTrue(killed.plan().isEmpty(), () -> where + ": " + killed.plan());
      }
    }
  }

  /// Passes undisturbed up to the last manifest; that pass is killed once, then repeated.
  private Scene run(List<List<Service>> manifests, int round, int killAt) {
    Scene scene = new Scene();
    for (List<Service> manifest : manifests) {
      scene.push(manifest);
      breakSome(scene, round);
      scene.host.killAt = killAt;
      try {
        scene.pass();
      } catch (InMemoryHost.Killed _) {
        scene.host.killAt = Integer.MAX_VALUE;
        scene.pass();
      }
      killAt = scene.host.killAt;
    }
    return scene;
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
      switch (random.nextInt(5)) {
        case 0 -> {}
        case 1 -> services.add(Samples.job(name, version));
        case 2 -> services.add(Samples.keeping(Samples.worker(name, version), 2));
        case 3 -> services.add(Samples.after(Samples.web(name, version, port), "a.service"));
        default -> services.add(Samples.web(name, version, port));
      }
    }
    return services;
  }
}
