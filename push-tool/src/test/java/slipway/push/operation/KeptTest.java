package slipway.push.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

class KeptTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
  private final AtomicInteger reads = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void aStormOfReadersIsOneRead() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Kept<String> kept =
        kept(
            Duration.ofMinutes(1),
            () -> {
              await(gate);
              return "read " + reads.incrementAndGet();
            });
    assertEquals(new Kept.Seen<>("first", Optional.empty()), kept.look());
    pass(5);
    List<Future<Kept.Seen<String>>> looks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      looks.add(threads.submit(kept::look));
    }
    gate.countDown();
    for (Future<Kept.Seen<String>> look : looks) {
      assertEquals("read 1", look.get().good());
    }
    pass(4);
    assertEquals("read 1", kept.look().good());
    pass(1);
    assertEquals("read 2", kept.look().good());
  }

  @Test
  void theLastGoodOneIsShownWithTheTroubleAndAFailureIsNotTriedAgainAtOnce() {
    Kept<String> kept =
        kept(
            Duration.ofMinutes(1),
            () -> {
              if (reads.incrementAndGet() == 1) {
                throw new Failure(ExitCode.BUCKET, "away");
              }
              return "back";
            });
    pass(5);
    assertEquals(new Kept.Seen<>("first", Optional.of("away")), kept.look());
    pass(4);
    assertEquals(new Kept.Seen<>("first", Optional.of("away")), kept.look());
    pass(1);
    assertEquals(new Kept.Seen<>("back", Optional.empty()), kept.look());
  }

  @Test
  void nobodyWaitsForABucketThatHangs() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Kept<String> kept =
        kept(
            Duration.ofMillis(1),
            () -> {
              await(gate);
              return "at last";
            });
    pass(5);
    assertEquals(new Kept.Seen<>("first", Optional.of("no answer for 0 s")), kept.look());
    pass(60);
    assertEquals(new Kept.Seen<>("first", Optional.of("no answer for 60 s")), kept.look());
    gate.countDown();
    while (!kept.look().good().equals("at last")) {
      Thread.onSpinWait();
    }
    assertEquals(new Kept.Seen<>("at last", Optional.empty()), kept.look());
  }

  @Test
  void aClockThatIsSetBackDoesNotKeepItOld() {
    Kept<String> kept = kept(Duration.ofMinutes(1), () -> "new");
    pass(-3600);
    assertEquals("new", kept.look().good());
  }

  @Test
  void aBugIsToldAndEndsNothing() {
    Kept<String> kept =
        kept(
            Duration.ofMinutes(1),
            () -> {
              if (reads.incrementAndGet() == 1) {
                throw new IllegalStateException("oops");
              }
              return "again";
            });
    pass(5);
    assertTrue(kept.look().trouble().orElseThrow().contains("oops"));
    pass(5);
    assertEquals(new Kept.Seen<>("again", Optional.empty()), kept.look());
  }

  private Kept<String> kept(Duration patience, Kept.Reading<String> reading) {
    return new Kept<>(
        "first", reading, new Kept.Limits(Duration.ofSeconds(5), patience), threads, now::get);
  }

  private void pass(long seconds) {
    now.updateAndGet(it -> it.plusSeconds(seconds));
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
