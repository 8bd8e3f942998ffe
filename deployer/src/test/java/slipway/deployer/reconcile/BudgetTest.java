package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static slipway.deployer.plan.Samples.after;
import static slipway.deployer.plan.Samples.web;
import static slipway.deployer.plan.Samples.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import slipway.manifest.Service;

/// A pass that takes too long ends with a report, and the next one goes on.
class BudgetTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String REASON =
      "not reached: the pass was ended after 60 s, its limit (passTimeoutSec); the next pass goes on";

  private final Scene scene = new Scene();
  private final InMemoryHost host = scene.host;

  @Test
  void aPassWhoseTimeIsUpEndsWithAReportOfWhatItDidNotReach() throws Exception {
    scene.push(worker("a", 1), after(worker("b", 1), "a.service"), web("c", 1, 8000));

    PassResult result = pass(() -> host.running.containsKey("a.service"));

    assertEquals(1, result.exitCode(), result::toString);
    assertEquals(REASON, result.services().get("b"));
    assertFalse(host.running.containsKey("b.service"));
    assertTrue(host.running.containsKey("a.service"));

    assertEquals(0, scene.pass().exitCode());
    assertEquals(Set.of("a.service", "b.service", "c.service"), host.running.keySet());
    assertEquals(1, host.log.stream().filter(line -> line.endsWith("start a.service")).count());
  }

  @Test
  void ofAWaveOfSlowServicesNoFurtherOneIsStarted() throws Exception {
    List<Service> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(worker("s" + i, 1));
    }
    scene.push(many);

    PassResult result = pass(() -> host.running.size() >= 3);

    assertEquals(3, host.running.size());
    assertEquals(50, result.services().size());
    assertEquals(
        "not as the manifest says: s0, s1, s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s2,"
            + " s20, s21, s22, s23, s24, s25, s26 and 30 more",
        result.summary());
  }

  @Test
  void aPassThatHasNoTimeAtAllSaysSo() throws Exception {
    scene.push(worker("a", 1));

    PassResult result = pass(() -> true);

    assertEquals(1, result.exitCode());
    assertEquals(REASON, result.services().get("a"));
    assertEquals(Set.of(), host.running.keySet());
  }

  @Test
  void aPassThatHasNothingLeftToDoIsNotBlamed() throws Exception {
    scene.push(worker("a", 1));
    scene.pass();

    PassResult result = pass(() -> true);

    assertEquals(0, result.exitCode(), result::toString);
  }

  @Test
  void whereverThePassEndedTheNextOneGoesOn() throws Exception {
    for (int steps = 0; ; steps++) {
      Scene each = new Scene();
      each.push(web("a", 1, 8001), web("gone", 1, 8002));
      each.pass();
      each.push(web("a", 2, 8001), after(worker("b", 1), "a.service"));
      AtomicInteger left = new AtomicInteger(steps);

      PassResult result =
          each.reconciler()
              .pass(
                  new Budget(
                      LIMIT, () -> false, () -> left.getAndDecrement() < 0 ? LIMIT.toNanos() : 0),
                  new Timings());
      PassResult next = each.pass();

      assertEquals(0, next.exitCode(), "after " + steps + " steps: " + next);
      assertEquals(Set.of("a.service", "b.service"), each.host.running.keySet());
      assertEquals(Set.of("a"), each.host.routes.keySet());
      assertEquals(List.of(), each.pass().changed());
      if (result.exitCode() == 0) {
        assertTrue(steps > 10, "a pass has more steps than " + steps);
        return;
      }
    }
  }

  private PassResult pass(BooleanSupplier timeIsUp) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    LongSupplier nanos =
        () -> asked.getAndIncrement() > 0 && timeIsUp.getAsBoolean() ? LIMIT.toNanos() : 0;
    return scene.reconciler().pass(new Budget(LIMIT, () -> false, nanos), new Timings());
  }
}
