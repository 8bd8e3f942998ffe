package slipway.e2e.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A client that holds a connection open, and opens it again when it was closed.
record Holder(
    Target target, Held held, BooleanSupplier goesOn, HeldLedger ledger, Movements movements)
    implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(250);

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      try (Connection connection = Connection.open(target)) {
        hold(connection, open(connection));
      } catch (BrokenException broken) {
        ledger.notOpened();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// Who answered.
  private String open(Connection connection) throws BrokenException {
    connection.send(held.request(target.domain()).getBytes(ISO_8859_1));
    Connection.Reply reply = connection.head();
    String instance = Connection.header(reply.head(), "x-served-by");
    if (reply.status() != held.status() || !target.good().test(instance)) {
      throw new BrokenException(Failure.OTHER_STATUS);
    }
    movements.seen(instance, System.nanoTime());
    ledger.opened();
    return instance;
  }

  private void hold(Connection connection, String instance) {
    long opened = System.nanoTime();
    try {
      while (goesOn.getAsBoolean()) {
        held.beat(connection);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (BrokenException closed) {
      ledger.closed(movements.since(instance, opened, System.nanoTime()));
    }
  }
}
