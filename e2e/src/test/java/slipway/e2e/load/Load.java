package slipway.e2e.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/// Visitors of every manner at once, from its making until it is closed or its time is over.
final class Load implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Manner, Ledger> ledgers = new EnumMap<>(Manner.class);
  private final Map<Held, HeldLedger> held = new EnumMap<>(Held.class);
  private final Movements movements = new Movements();
  private final long began = System.nanoTime();
  private volatile Phase phase = Phase.REST;
  private volatile boolean closed;
  private volatile long ended;

  /// @param rate requests a second, shared evenly by the manners
  /// @param held connections of each kind that are held open
  /// @param limit after which all visitors go, closed or not
  record Extent(int rate, int held, Duration limit) {}

  /// @param drain how long a connection may count on its instance after that was replaced
  Load(Target target, Extent extent, Duration drain) {
    long end = began + extent.limit().toNanos();
    BooleanSupplier goesOn = () -> !closed && System.nanoTime() < end;
    long apart = 1_000_000_000L * Manner.values().length / extent.rate();
    long offset = 0;
    for (Manner manner : Manner.values()) {
      Ledger ledger = new Ledger(() -> phase);
      ledgers.put(manner, ledger);
      for (int i = 0; i < manner.visitors(); i++) {
        // Spread over time, and the manners do not go hand in hand.
        long due = began + offset + i * apart;
        var pace = new Visitor.Pace(due, apart * manner.visitors(), goesOn);
        threads.execute(new Visitor(target, manner, pace, ledger, movements));
      }
      offset += apart / Manner.values().length;
    }
    for (Held kind : Held.values()) {
      HeldLedger ledger = new HeldLedger(drain);
      held.put(kind, ledger);
      for (int i = 0; i < extent.held(); i++) {
        threads.execute(new Holder(target, kind, goesOn, ledger, movements));
      }
    }
  }

  void phase(Phase now) {
    phase = now;
  }

  Ledger ledger(Manner manner) {
    return ledgers.get(manner);
  }

  HeldLedger held(Held kind) {
    return held.get(kind);
  }

  /// How often visitors were moved to another instance.
  int movements() {
    return movements.count();
  }

  Histogram latency(Phase of) {
    Histogram all = new Histogram();
    ledgers.values().forEach(ledger -> all.addAll(ledger.latency(of)));
    return all;
  }

  long requests() {
    return ledgers.values().stream().mapToLong(Ledger::requests).sum();
  }

  /// So far, or until it was finished.
  Duration length() {
    return Duration.ofNanos((ended == 0 ? System.nanoTime() : ended) - began);
  }

  /// Requests a second that were really sent.
  double rate() {
    return requests() * 1e9 / length().toNanos();
  }

  /// Returns when the last visitor has gone, whereupon all numbers stay as they are.
  void finish() {
    if (!closed) {
      ended = System.nanoTime();
      closed = true;
    }
    threads.close();
  }

  @Override
  public void close() {
    finish();
  }
}
