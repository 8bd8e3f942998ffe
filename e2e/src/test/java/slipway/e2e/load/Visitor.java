package slipway.e2e.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One client that sends a request whenever one is due. Latency counts from when it was due, so
/// that a visitor who had to wait for the one before is not left out.
final class Visitor implements Runnable {
  private final Target target;
  private final Manner manner;
  private final Pace pace;
  private final Ledger ledger;
  private final Movements movements;
  private final String request;
  private @Nullable Connection kept;

  /// @param due when the first request is due, and the time from one to the next
  record Pace(long due, long interval, BooleanSupplier goesOn) {}

  Visitor(Target target, Manner manner, Pace pace, Ledger ledger, Movements movements) {
    this.target = target;
    this.manner = manner;
    this.pace = pace;
    this.ledger = ledger;
    this.movements = movements;
    this.request =
        "GET / HTTP/1.1\r\nHost: %s\r\n%s\r\n"
            .formatted(target.domain(), manner.keeps() ? "" : "Connection: close\r\n");
  }

  @Override
  public void run() {
    for (long due = pace.due(); pace.goesOn().getAsBoolean(); due += pace.interval()) {
      for (long left; (left = due - System.nanoTime()) > 0; ) {
        LockSupport.parkNanos(left);
      }
      Phase now = ledger.phase();
      try {
        visit();
        ledger.answered(now, System.nanoTime() - due);
      } catch (BrokenException broken) {
        forget();
        ledger.failed(broken.failure());
      }
    }
    forget();
  }

  private void visit() throws BrokenException {
    boolean reused = kept != null;
    try {
      check(exchange());
    } catch (BrokenException broken) {
      forget();
      if (!(manner == Manner.RETRYING && reused && unanswered(broken.failure()))) {
        throw broken;
      }
      ledger.retried();
      check(exchange());
    }
  }

  private static boolean unanswered(Failure failure) {
    return failure == Failure.RESET || failure == Failure.NO_ANSWER;
  }

  private Connection.Reply exchange() throws BrokenException {
    Connection connection = kept == null ? Connection.open(target) : kept;
    kept = connection;
    Connection.Reply reply = connection.exchange(request);
    if (!manner.keeps() || reply.closes()) {
      forget();
    }
    return reply;
  }

  private void check(Connection.Reply reply) throws BrokenException {
    if (reply.status() != 200) {
      throw new BrokenException(
          reply.status() >= 500 ? Failure.SERVER_ERROR : Failure.OTHER_STATUS);
    }
    if (!target.good().test(reply.body())) {
      throw new BrokenException(Failure.WRONG_BODY);
    }
    movements.seen(reply.body(), System.nanoTime());
  }

  private void forget() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }
}
