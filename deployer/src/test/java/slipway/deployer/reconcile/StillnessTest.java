package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StillnessTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void whatFollowsFollowsEachPassThatLooked() throws Exception {
    PassRunner runner =
        new PassRunner(
            new Scene().reconciler(),
            _ -> new HostLock.Attempt.Taken(new Noted()),
            new Known().then(() -> log.add("then")),
            Meter.NONE,
            new PassRunner.Terms(Duration.ofDays(1), Clock.systemUTC()));

    assertInstanceOf(PassRunner.Ran.Finished.class, runner.pass("test", () -> false));
    assertInstanceOf(PassRunner.Ran.Finished.class, runner.pass("test", () -> false));

    assertEquals(
        List.of("announced", "before", "after", "then", "released", "still", "released"), log);
  }

  @Test
  void whoeverAsksForAWholePassGetsOne() throws Exception {
    PassRunner runner =
        new PassRunner(
            new Scene().reconciler(),
            _ -> new HostLock.Attempt.Taken(new Noted()),
            new Known(),
            Meter.NONE,
            new PassRunner.Terms(Duration.ofDays(1), Clock.systemUTC()));

    runner.wholePass("test", () -> false);
    runner.wholePass("test", () -> false);

    List<String> once = List.of("announced", "before", "after", "released");
    assertEquals(Stream.concat(once.stream(), once.stream()).toList(), log);
  }

  private final class Noted implements HostLock.Held {
    @Override
    public void announce() {
      log.add("announced");
    }

    @Override
    public void close() {
      log.add("released");
    }
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
