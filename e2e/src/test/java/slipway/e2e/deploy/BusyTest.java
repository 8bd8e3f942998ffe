package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Await;
import slipway.e2e.host.Output;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// One pass at a time.
@OnSite
class BusyTest {
  @Test
  void aSecondPassSaysWhoRunsTheFirst(Site site) throws Exception {
    Running running = Running.on(site);
    ObjectNode slow = site.web("slow", "2");
    slow.withObjectProperty("health").put("stableSec", 8).put("timeoutSec", 20);
    site.publish(running.entry(), slow);
    try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Output> first = background.submit(() -> site.deployer().sync());
      Await.until("the first pass has begun", Duration.ofSeconds(20), () -> site.pid("slow") > 0);
      Sentence.assertOne(site.sync(75), "another pass runs", "pid ", "sync");
      assertTrue(!first.isDone(), "the first pass was still running");
      assertEquals(0, first.get().exit(), () -> first.resultNow().toString());
    }
    running.assertUntouched();
    site.assertAnswers("slow", "web 2");
  }
}
