package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.blueGreen;
import static slipway.deployer.plan.Samples.job;
import static slipway.deployer.plan.Samples.path;
import static slipway.deployer.plan.Samples.socket;
import static slipway.deployer.plan.Samples.web;
import static slipway.deployer.plan.Samples.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import slipway.deployer.reconcile.ManifestSource.Polled;
import slipway.manifest.Service;

/// A service whose port systemd holds: its socket stays open as long as it can.
class SocketServiceTest {
  private static final Set<String> BOTH = Set.of("shop.service", "shop.socket");

  private final Scene scene = new Scene();
  private final InMemoryHost host = scene.host;

  @Test
  void aNewReleaseLeavesTheSocketOpen() {
    deploy(socket("shop", 1, 8000));
    assertEquals(BOTH, host.running.keySet());

    deploy(socket("shop", 2, 8000));

    assertTrue(host.log.contains("restart shop.service"), host.log.toString());
    assertFalse(host.log.contains("stop shop.socket"), host.log.toString());
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void aBadReleaseGivesWayWithTheSocketOpen() {
    deploy(socket("shop", 1, 8000));
    host.unhealthy.add(path("shop", 2));
    host.crashing.add(path("shop", 3));
    for (int bad : new int[] {2, 3}) {
      scene.push(socket("shop", bad, 8000));

      assertEquals(1, scene.pass().exitCode());

      assertTrue(host.running.get("shop.service").contains(path("shop", 1).toString()));
      assertFalse(host.log.contains("stop shop.socket"), host.log.toString());
      assertTrue(scene.plan().isEmpty());
    }
  }

  @Test
  void anotherPortClosesTheSocketBeforeTheServiceStarts() {
    deploy(socket("shop", 1, 8000));

    deploy(socket("shop", 1, 8001));

    inOrder("load [shop.service, shop.socket]", "stop shop.socket", "restart shop.service");
    assertTrue(host.running.get("shop.socket").contains("127.0.0.1:8001"));
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void aBadReleaseOnAnotherPortGoesBackToTheFormerPort() {
    deploy(socket("shop", 1, 8000));
    host.unhealthy.add(path("shop", 2));
    scene.push(socket("shop", 2, 8001));

    assertEquals(1, scene.pass().exitCode());

    assertTrue(host.running.get("shop.socket").contains("127.0.0.1:8000"));
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void aServiceGivesItsPortToItsNewSocketByARestart() {
    deploy(web("shop", 1, 8000));

    deploy(socket("shop", 1, 8000));

    assertEquals(BOTH, host.running.keySet());
    assertFalse(host.log.contains("stop shop.service"), host.log.toString());
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void aSocketIsClosedBeforeTheServiceOpensThePortItself() {
    deploy(socket("shop", 1, 8000));

    deploy(web("shop", 1, 8000));

    inOrder(
        "load [shop.service]",
        "stop shop.socket",
        "restart shop.service",
        "delete shop.socket",
        "load []");
    assertEquals(Set.of("shop.service"), host.running.keySet());
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void aServiceThatBecomesAWorkerOrAJobTakesItsSocketAlong() {
    for (Service next : List.of(worker("shop", 1), job("shop", 1))) {
      deploy(socket("shop", 1, 8000));

      deploy(next);

      assertFalse(host.running.containsKey("shop.socket"));
      assertFalse(host.files.containsKey("shop.socket"));
      assertTrue(scene.plan().isEmpty());
    }
  }

  @Test
  void aServiceThatGetsASecondPortKeepsItsSocketUntilVisitorsHaveLeft() {
    deploy(socket("shop", 1, 8000));
    deploy(blueGreen("shop", 2, 8000, 8001));

    assertEquals(Set.of("shop.service", "shop.socket", "shop@8001.service"), host.running.keySet());
    assertTrue(scene.plan().isEmpty());

    scene.after(Duration.ofMinutes(1));
    deploy(blueGreen("shop", 2, 8000, 8001));
    assertEquals(Set.of("shop@8001.service"), host.running.keySet());
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void aServiceThatHadTwoPortsMovesToItsSocket() {
    deploy(blueGreen("shop", 1, 8000, 8001));
    deploy(socket("shop", 2, 8000));

    assertEquals(BOTH, host.running.keySet());
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void twoServicesThatSwapTheirPortsCloseBothSocketsFirst() {
    deploy(socket("shop", 1, 8000), socket("blog", 1, 8001));

    deploy(socket("shop", 1, 8001), socket("blog", 1, 8000));

    inOrder("stop blog.socket", "load [blog.service, blog.socket, shop.service, shop.socket]");
    inOrder("stop shop.socket", "load [blog.service, blog.socket, shop.service, shop.socket]");
    assertTrue(host.running.get("shop.socket").contains("127.0.0.1:8001"));
    assertTrue(host.running.get("blog.socket").contains("127.0.0.1:8000"));
  }

  @Test
  void aSocketThatFailedUnderItsServiceIsOpenedAgain() {
    deploy(socket("shop", 1, 8000));
    host.running.remove("shop.socket");

    assertEquals(0, scene.pass().exitCode());

    assertEquals(BOTH, host.running.keySet());
    assertTrue(host.log.contains("restart shop.service"), host.log.toString());
  }

  @Test
  void aStoppedSocketComesBackWithItsService() {
    deploy(socket("shop", 1, 8000));
    host.running.clear();

    assertEquals(0, scene.pass().exitCode());

    assertEquals(BOTH, host.running.keySet());
  }

  @Test
  void aSocketThatSomebodyEditedIsMadeAsItWas() {
    deploy(socket("shop", 1, 8000));
    String wanted = host.files.get("shop.socket");
    for (Map<String, String> edited : List.of(host.files, host.loaded, host.running)) {
      edited.put("shop.socket", "[Socket]\nListenStream=0.0.0.0:8000\n");
    }

    assertEquals(0, scene.pass().exitCode());

    assertEquals(wanted, host.running.get("shop.socket"));
    assertTrue(scene.plan().isEmpty());
  }

  @Test
  void aRemovedServiceIsStoppedByItsSocket() {
    deploy(socket("shop", 1, 8000));

    deploy();

    inOrder("routes", "stop shop.socket", "delete shop.socket", "delete shop.service");
    assertEquals(Map.of(), host.running);
    assertEquals(Map.of(), host.files);
  }

  @Test
  void afterARebootServiceAndSocketComeBackWithoutTheBucket() {
    deploy(socket("shop", 1, 8000));
    host.reboot();
    scene.bucketSays(new Polled.Unavailable("no network yet"));

    assertEquals(0, scene.bringBack().exitCode());

    assertEquals(BOTH, host.running.keySet());
  }

  /// A pass that succeeds; `log` tells of it alone.
  private void deploy(Service... services) {
    scene.push(services);
    host.log.clear();
    assertEquals(0, scene.pass().exitCode(), host.log.toString());
  }

  private void inOrder(String... lines) {
    int from = -1;
    for (String line : lines) {
      int at = host.log.indexOf(line);
      assertTrue(at > from, line + " in " + host.log);
      from = at;
    }
  }
}
