package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import slipway.e2e.proxy.Answer;
import slipway.e2e.proxy.Request;
import slipway.e2e.proxy.Traffic;
import slipway.e2e.proxy.Verdict;

/// Knows which objects were stored, and can stop the first large body for good.
final class Gate implements Traffic {
  private static final int LIMIT_SECONDS = 60;

  private final long stopsOver;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Set<String> stored = new HashSet<>();

  private Gate(long stopsOver) {
    this.stopsOver = stopsOver;
  }

  static Gate open() {
    return new Gate(Long.MAX_VALUE);
  }

  /// @param bytes of a body that is stopped together with every later request
  static Gate closingOver(long bytes) {
    return new Gate(bytes);
  }

  @Override
  public Verdict arrives(Request request) throws InterruptedException {
    if (request.body().length > stopsOver || stopped.getCount() == 0) {
      stopped.countDown();
      Thread.sleep(Long.MAX_VALUE); // until the proxy is closed
    }
    return new Verdict.Pass();
  }

  @Override
  public synchronized void leaves(Request request, Verdict verdict, Answer answer) {
    boolean part = request.target().contains("partNumber=");
    boolean completes = request.method().equals("POST") && request.target().contains("uploadId=");
    boolean writes = (request.method().equals("PUT") && !part) || completes;
    if (writes && answer.status() == 200) {
      stored.add(request.key());
    }
  }

  void awaitStopped() throws InterruptedException {
    assertTrue(stopped.await(LIMIT_SECONDS, TimeUnit.SECONDS), "no large body came along");
  }

  /// The keys of all objects that were written through this.
  synchronized Set<String> stored() {
    return Set.copyOf(stored);
  }
}
