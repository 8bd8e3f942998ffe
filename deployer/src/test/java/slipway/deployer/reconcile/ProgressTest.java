package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.path;
import static slipway.deployer.plan.Samples.web;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.Pause;

class ProgressTest {
  private final Scene scene = new Scene();
  private final List<String> told = new ArrayList<>();
  private final List<PassView> ends = new ArrayList<>();

  @BeforeEach
  void somebodyListens() {
    scene.witness =
        new Witness() {
          @Override
          public void underWay(PassView view) {
            assertTrue(view.running());
            told.add(String.valueOf(view.work().steps().get("shop")));
          }

          @Override
          public Told ended(PassView view, boolean changed) {
            assertTrue(!view.running());
            told.add(changed ? "changed" : "unchanged");
            ends.add(view);
            return new Told(List.of("a notice"), false);
          }

          @Override
          public Told brokeOff(String reason) {
            told.add("broke off: " + reason);
            return Told.NOTHING;
          }
        };
  }

  @Test
  void aDeployIsToldStepByStep() {
    scene.push(web("shop", 1, 8000));

    PassResult result = scene.pass();

    assertEquals(List.of("WAITING", "COPYING", "STARTING", "CHECKING", "ROUTING", "changed"), told);
    assertTrue(ends.getFirst().work().steps().isEmpty());
    assertEquals(List.of("a notice"), result.notices());
  }

  @Test
  void thePassThatFindsNothingToDoTellsOnlyItsEnd() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    told.clear();

    scene.pass();

    assertEquals(List.of("unchanged"), told);
  }

  @Test
  void theWayBackIsToldToo() {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    scene.host.unhealthy.add(path("shop", 2));
    scene.push(web("shop", 2, 8000));
    told.clear();

    scene.pass();

    assertEquals(
        List.of("WAITING", "COPYING", "STARTING", "CHECKING", "WAITING", "STARTING", "CHECKING"),
        told.subList(0, 7));
    assertEquals("changed", told.getLast());
    assertEquals("answered 500", ends.getLast().work().failed().get("shop"));
  }

  @Test
  void aManifestThatNamesNothingForThisHostIsTold() {
    scene.push();

    scene.pass();

    assertEquals(List.of("null", "unchanged"), told);
  }

  @Test
  void aPausedHostTellsWhatItSees() throws HostException {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    scene.host.keepPause(new Pause(scene.now(), scene.now().plusSeconds(60), null, null));

    scene.pass();

    PassView view = ends.getLast();
    assertTrue(view.pause() != null);
    assertEquals(1, view.wanted().size());
    assertTrue(view.units().containsKey("shop.service"));
  }
}
