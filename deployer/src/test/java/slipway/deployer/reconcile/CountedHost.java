package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipway.deployer.metrics.Ledger;
import slipway.deployer.metrics.TallyFile;

/// A scene whose passes are counted, each in a process of its own.
final class CountedHost {
  final Scene scene = new Scene();
  final Path state;
  final Path textfile;
  Stillness stillness = Stillness.UNKNOWN;
  Ledger ledger;

  /// Done at each step of a pass that changes something.
  Runnable watch = () -> {};

  CountedHost(Path folder) {
    this.state = folder.resolve("state");
    this.textfile = folder.resolve("slipway.prom");
    this.ledger = process();
  }

  Ledger process() {
    InstantSource now = scene::now;
    return new Ledger(new TallyFile(state), textfile, "1.2.3", now.withZone(ZoneOffset.UTC));
  }

  /// A pass by a new process.
  CountedHost pass() {
    ledger = process();
    return passAgain();
  }

  /// Another by the same process.
  CountedHost passAgain() {
    scene.meter = ledger;
    scene.witness = Witness.all(List.of(ledger.onlooker(), watching()));
    PassRunner runner =
        new PassRunner(
            scene.reconciler(),
            _ -> new HostLock.Attempt.Taken(() -> {}),
            stillness,
            ledger,
            new PassRunner.Terms(Duration.ofDays(1), Clock.systemUTC()));
    try {
      runner.pass("test", () -> false);
    } catch (HostException _) {
      // It is counted.
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  private Witness watching() {
    return new Witness() {
      @Override
      public void underWay(PassView view) {
        watch.run();
      }

      @Override
      public Told ended(PassView view, boolean changed) {
        return Told.NOTHING;
      }

      @Override
      public Told brokeOff(String reason) {
        return Told.NOTHING;
      }
    };
  }

  /// The value of a series, in the form in which it is written; null where there is none.
  static @Nullable String value(String text, String series) {
    List<String> values =
        text.lines()
            .filter(line -> line.startsWith(series + " "))
            .map(line -> line.substring(series.length() + 1))
            .toList();
    assertTrue(values.size() <= 1, () -> series + " stands there twice: " + text);
    return values.isEmpty() ? null : values.getFirst();
  }

  void assertSays(String series, double value) {
    String found = value(ledger.text(), series);
    assertEquals(value, found == null ? Double.NaN : Double.parseDouble(found), series);
  }

  static double seconds(Instant time) {
    return time.toEpochMilli() / 1e3;
  }
}
