package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StillnessTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void whatFollowsFollowsEachPassThatLooked() throws Exception {
    PassRunner runner =
        new PassRunner(
            new Scene().reconciler(),
            _ -> new HostLock.Attempt.Taken(() -> {}),
            new Known().then(() -> log.add("then")),
            Meter.NONE,
            new PassRunner.Terms(Duration.ofDays(1), Clock.systemUTC()));

    assertInstanceOf(PassRunner.Ran.Finished.class, runner.pass("test", () -> false));
    assertInstanceOf(PassRunner.Ran.Finished.class, runner.pass("test", () -> false));

    assertEquals(List.of("before", "after", "then", "still"), log);
  }

  /// Knows after a first pass.
  private final class Known implements Stillness {
    private @Nullable String etag;

    @Override
    public @Nullable String lasting() {
      if (etag != null) {
        log.add("still");
      }
      return etag;
    }

    @Override
    public void before() {
      log.add("before");
    }

    @Override
    public void after(PassResult result) {
      log.add("after");
      etag = "e";
    }
  }
}
