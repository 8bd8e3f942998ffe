package slipway.e2e.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import slipway.e2e.faults.DoomedPass;
import slipway.e2e.faults.DoomedPass.Instant;
import slipway.e2e.faults.DoomedPass.Span;
import slipway.e2e.invariant.Probe;
import slipway.e2e.site.Site;

/// Updates whose pass is killed at an instant drawn from its work.
@OnSite
class KilledSwitchTest {
  private static final int KILLS = 12;

  @Test
  void whereverAPassIsKilledVisitorsReachOneInstanceAndTheNextPassFinishes(Site site)
      throws Exception {
    String given = System.getenv("SLIPWAY_SEED");
    long seed = given == null ? System.nanoTime() : Long.parseLong(given);
    System.out.println("SLIPWAY_SEED=" + seed + " repeats what follows");
    SplittableRandom random = new SplittableRandom(seed);
    Two two = new Two(site, "shop", 1);
    site.deploy(two.entry("1"));
    int version = 1;
    int killed = 0;
    try (Probe probe = new Probe(site)) {
      probe.watch("shop");
      site.publish(two.entry("2"));
      Span span;
      try (DoomedPass pass = DoomedPass.start(site.deployer())) {
        span = pass.complete();
      }
      Duration work = span.all().minus(span.begun());
      for (int round = 0; killed < KILLS && round < 2 * KILLS; round++) {
        version = 3 - version;
        site.publish(two.entry(Integer.toString(version)));
        Instant instant =
            new Instant(true, Duration.ofNanos(random.nextLong(Math.max(1, work.toNanos()))));
        String said;
        try (DoomedPass pass = DoomedPass.start(site.deployer())) {
          killed += pass.kill(instant, random.nextBoolean()) ? 1 : 0;
          said = "killed after \"" + pass.lastStep() + "\"\n" + pass.said();
        }
        System.out.println(said.lines().findFirst().orElse(""));
        assertEquals(List.of(), probe.take(), said);
        var sync = site.deployer().run("sync", "--drain");
        assertEquals(0, sync.exit(), () -> said + "\n" + sync);
        site.assertAnswers("shop", "web " + version);
        assertEquals(1, two.up().size(), said);
        assertEquals("web " + version, two.direct(two.up().getFirst()), said);
        assertEquals(List.of(), probe.take(), said);
      }
      System.out.println(killed + " passes killed; " + probe.visits());
    }
    assertTrue(killed >= KILLS / 2, "only " + killed + " were still alive to be killed");
  }
}
