package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.NOW;
import static slipway.deployer.plan.Samples.path;
import static slipway.deployer.plan.Samples.web;
import static slipway.deployer.plan.Samples.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.Pause;

class PausedHostTest {
  private final Scene scene = new Scene();
  private final InMemoryHost host = scene.host;

  @BeforeEach
  void aServiceRunsWhileTheHostIsPausedForTwoHours() throws HostException {
    scene.push(web("shop", 1, 8000));
    scene.pass();
    host.keepPause(new Pause(scene.now(), scene.now().plus(Duration.ofHours(2)), "disk", "ada"));
    host.log.clear();
  }

  @Test
  void aPassChangesNothing() {
    scene.push(web("shop", 2, 8000), worker("mailer", 1));

    PassResult result = scene.pass();

    assertEquals(List.of(), host.log);
    assertEquals(0, result.exitCode());
    assertTrue(result.summary().startsWith("paused until "), result::summary);
    assertTrue(result.summary().contains("by ada (disk); `slipway-deployer resume`"));
  }

  @Test
  void nothingIsHealedEither() {
    host.running.clear();

    scene.pass();

    assertEquals(Set.of(), host.running.keySet());
  }

  @Test
  void aRebootStillBringsBackWhatRan() {
    host.reboot();

    assertEquals(0, scene.bringBack().exitCode());

    assertEquals(Set.of("shop.service"), host.running.keySet());
  }

  @Test
  void thePlanShowsWhatWouldBeDoneAndThatItIsNot() {
    scene.push(web("shop", 2, 8000));

    assertTrue(!scene.plan().isEmpty());
    assertEquals("host", scene.plan().obstacles().getFirst().subject());
    assertTrue(scene.plan().obstacles().getFirst().reason().startsWith("paused until"));
    assertEquals(List.of(), host.log);
  }

  @Test
  void itEndsByItself() {
    scene.push(web("shop", 2, 8000));
    scene.after(Duration.ofHours(2));

    assertNull(scene.pass().paused());

    assertEquals(path("shop", 2), host.profile.get("shop"));
  }

  @Test
  void onceOverItDoesNotComeBackWithAClockThatIsSetBack() {
    scene.after(Duration.ofHours(3));
    scene.pass();
    scene.after(Duration.ofHours(-2));

    assertNull(scene.pass().paused());
  }

  @Test
  void itLastsAsLongAsWasAskedForWhereTheClockWasWrongWhenItBegan() {
    scene.after(Duration.ofDays(-300));
    assertEquals(scene.now().plus(Duration.ofHours(2)), scene.pass().paused().until());
    scene.after(Duration.ofMinutes(119));
    assertEquals(scene.now().plus(Duration.ofMinutes(1)), scene.pass().paused().until());
    scene.after(Duration.ofMinutes(1));

    assertNull(scene.pass().paused());
  }

  @Test
  void resumeEndsIt() throws HostException {
    HostLock free = _ -> new HostLock.Attempt.Taken(() -> {});
    Pauses pauses = new Pauses(host, free, Clock.fixed(NOW, ZoneOffset.UTC), "bob");

    assertTrue(pauses.end().isPresent());
    assertTrue(pauses.end().isEmpty());
    assertNull(scene.pass().paused());
  }

  @Test
  void pausingSaysWhoseDoingItIsAndWhichPassGoesOn() throws HostException {
    HostLock taken = _ -> new HostLock.Attempt.Busy("pid 7 (run)");
    Pauses pauses = new Pauses(host, taken, Clock.fixed(NOW, ZoneOffset.UTC), "bob");

    Pauses.Begun begun = pauses.begin(Duration.ofMinutes(30), null);

    assertEquals("pid 7 (run)", begun.busy());
    assertEquals(new Pause(NOW, NOW.plusSeconds(1_800), null, "bob"), begun.pause());
    assertEquals(begun.pause(), host.pause().orElseThrow());
  }
}
