package slipway.e2e.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipway.e2e.load.Scripted.Turn;

class VisitorTest {
  private final Ledger ledger = new Ledger(() -> Phase.REST);

  @ParameterizedTest
  @CsvSource({
    "RESET, RESET",
    "CLOSE, NO_ANSWER",
    "CUT, CUT",
    "BAD_GATEWAY, SERVER_ERROR",
    "NOT_FOUND, OTHER_STATUS",
    "OTHER_RELEASE, WRONG_BODY"
  })
  void howARequestFailedIsToldApart(Turn turn, Failure failure) throws IOException {
    for (Manner manner : Manner.values()) {
      Ledger of = new Ledger(() -> Phase.REST);
      try (Scripted server = new Scripted(turn)) {
        visit(server.port(), manner, 1, of);
      }
      assertEquals("1 " + failure, of.how(), manner::toString);
    }
  }

  @Test
  void whereNobodyListensARequestIsRefused() throws IOException {
    int port;
    // One at which nobody waits: that one would be closed a moment later than its close returns.
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    visit(port, Manner.FRESH, 2, ledger);
    assertEquals("2 " + Failure.REFUSED, ledger.how());
    assertEquals(2, ledger.requests());
  }

  @Test
  void withoutKeepAliveEachRequestHasItsConnection() throws IOException {
    try (Scripted server = new Scripted(Turn.ANSWER)) {
      visit(server.port(), Manner.FRESH, 3, ledger);
      assertEquals(3, server.connections());
    }
    assertEquals(3, ledger.latency(Phase.REST).count());
  }

  @Test
  void aConnectionIsKept() throws IOException {
    try (Scripted server = new Scripted(Turn.ANSWER)) {
      visit(server.port(), Manner.STRICT, 3, ledger);
      assertEquals(1, server.connections());
    }
    assertEquals("", ledger.how());
  }

  @Test
  void aKeptConnectionThatWasClosedIsTriedOnceMoreByWhoRetries() throws IOException {
    try (Scripted server = new Scripted(Turn.ANSWER_AND_CLOSE, Turn.ANSWER)) {
      visit(server.port(), Manner.RETRYING, 3, ledger);
      assertEquals(2, server.connections());
    }
    assertEquals(1, ledger.retries());
    assertEquals(0, ledger.failed());
    assertEquals(3, ledger.requests());
  }

  @Test
  void aSecondFailureIsNotTriedAgain() throws IOException {
    try (Scripted server = new Scripted(Turn.ANSWER_AND_CLOSE, Turn.CLOSE, Turn.ANSWER)) {
      visit(server.port(), Manner.RETRYING, 2, ledger);
    }
    assertEquals(1, ledger.failed());
  }

  @Test
  void whoNeverRetriesFailsOnAKeptConnectionThatWasClosed() throws IOException {
    try (Scripted server = new Scripted(Turn.ANSWER_AND_CLOSE, Turn.ANSWER)) {
      visit(server.port(), Manner.STRICT, 3, ledger);
    }
    assertEquals(1, ledger.failed());
    assertEquals(0, ledger.retries());
  }

  /// As many requests as that, a little apart, so that a close arrives before the next.
  private static void visit(int port, Manner manner, int requests, Ledger ledger) {
    AtomicInteger left = new AtomicInteger(requests);
    var pace = new Visitor.Pace(System.nanoTime(), 50_000_000, () -> left.getAndDecrement() > 0);
    var target = new Target(port, "load.test", body -> body.startsWith("web "));
    new Visitor(target, manner, pace, ledger, new Movements()).run();
  }
}
