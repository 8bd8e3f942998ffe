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
  private boolean writes;

  @Test
  void whatFollowsFollowsEachPassThatLooked() throws Exception {
    PassRunner runner = runner(new Known().then(() -> log.add("then")));

    assertInstanceOf(PassRunner.Ran.Finished.class, runner.pass("test", () -> false));
    assertInstanceOf(PassRunner.Ran.Finished.class, runner.pass("test", () -> false));

    assertEquals(
        List.of("taken", "announced", "before", "after", "then", "released", "still"), log);
  }

  @Test
  void whatWritesTakesTheLockAndSaysNothingOfIt() throws Exception {
    PassRunner runner = runner(new Known());
    runner.pass("test", () -> false);
    log.clear();
    writes = true;
    runner.pass("test", () -> false);
    assertEquals(List.of("taken", "still", "released"), log);
  }

  @Test
  void whoeverAsksForAWholePassGetsOne() throws Exception {
    PassRunner runner = runner(new Known());

    runner.wholePass("test", () -> false);
    runner.wholePass("test", () -> false);

    List<String> once = List.of("taken", "announced", "before", "after", "released");
    assertEquals(Stream.concat(once.stream(), once.stream()).toList(), log);
  }

  private PassRunner runner(Stillness stillness) {
    return new PassRunner(
        new Scene().reconciler(),
        _ -> {
          log.add("taken");
          return new HostLock.Attempt.Taken(new Noted());
        },
        stillness,
        Meter.NONE,
        new PassRunner.Terms(Duration.ofDays(1), Clock.systemUTC()));
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
    public boolean writes() {
      return writes;
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
