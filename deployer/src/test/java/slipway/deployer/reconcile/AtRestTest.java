package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static slipway.deployer.plan.Samples.path;
import static slipway.deployer.plan.Samples.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.deployer.reconcile.ManifestSource.Polled;

/// When later passes may be spared as long as nothing changes.
class AtRestTest {
  private final Scene scene = new Scene();

  @BeforeEach
  void deploy() {
    scene.push(web("shop", 1, 8000));
    assertNull(scene.pass().atRest(), "this one did something");
    assertEquals("etag-1", scene.pass().atRest());
  }

  @Test
  void aFailedReleaseIsToldAtEveryPass() {
    scene.host.unhealthy.add(path("shop", 2));
    scene.push(web("shop", 2, 8000));
    for (int pass = 0; pass < 3; pass++) {
      PassResult result = scene.pass();
      assertEquals(1, result.exitCode());
      assertNull(result.atRest());
    }
  }

  @Test
  void aPassThatIsStoppedHasNotLooked() throws Exception {
    scene.host.running.clear();
    for (int looks = 0; looks < 6; looks++) {
      AtomicInteger left = new AtomicInteger(looks);
      Budget stopped = new Budget(Duration.ofDays(1), () -> left.getAndDecrement() <= 0, () -> 0);
      PassResult result = scene.reconciler().pass(stopped, new Timings());
      if (result.changed().isEmpty() && scene.host.running.isEmpty()) {
        assertNull(result.atRest(), "stopped after " + looks + " looks");
      }
    }
  }

  @Test
  void aBucketThatIsAwayIsToldAtEveryPass() {
    scene.bucketSays(new Polled.Unavailable("away"));
    assertNull(scene.pass().atRest());
  }

  @Test
  void aHostWithMoreToTellIsLookedAtAgain() {
    Told[] told = {new Told(List.of(), true)};
    scene.witness =
        new Witness() {
          @Override
          public void underWay(PassView view) {}

          @Override
          public Told ended(PassView view, boolean changed) {
            return told[0];
          }

          @Override
          public Told brokeOff(String reason) {
            return told[0];
          }
        };
    assertNull(scene.pass().atRest());
    told[0] = Told.NOTHING;
    assertEquals("etag-1", scene.pass().atRest());
  }
}
