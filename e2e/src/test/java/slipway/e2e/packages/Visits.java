package slipway.e2e.packages;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import slipway.e2e.host.Http;
import slipway.e2e.host.Http.Answer;

/// Somebody who asks a site again and again, and wants the same answer each time.
final class Visits implements AutoCloseable {
  private static final long PAUSE_MILLIS = 5;

  private final String domain;
  private final String wanted;
  private final List<Answer> others = new CopyOnWriteArrayList<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Thread visitor;

  Visits(String domain, String wanted) {
    this.domain = domain;
    this.wanted = wanted;
    this.visitor = Thread.ofVirtual().start(this::visit);
  }

  private void visit() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Answer answer = Http.site(domain, "/");
        count.incrementAndGet();
        if (!answer.is(200, wanted)) {
          others.add(answer);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException _) {
      // That was the last one.
    }
  }

  int count() {
    return count.get();
  }

  /// What else was answered.
  List<Answer> others() {
    return List.copyOf(others);
  }

  @Override
  public void close() {
    visitor.interrupt();
  }
}
