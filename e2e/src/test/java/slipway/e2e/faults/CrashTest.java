package slipway.e2e.faults;

import org.junit.jupiter.api.Test;
import slipway.e2e.site.Site;

/// `kill -9` of the deployer at any instant of its work: the next pass finishes it, and visitors
/// notice nothing but the restart of what was changed. `SLIPWAY_SEED` repeats a run.
@OnSite
class CrashTest {
  @Test
  void whatAFewKilledPassesLeftIsFinishedByTheNext(Site site) throws Exception {
    Crashes.of(site, 10).run();
  }

  @Slow
  @Test
  void whatAHundredKilledPassesLeftIsFinishedByTheNext(Site site) throws Exception {
    Crashes.of(site, 110).run();
  }
}
