package slipway.deployer;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.config.Settings;
import slipway.deployer.metrics.Ledger;
import slipway.deployer.metrics.ListenAddress;
import slipway.deployer.metrics.Listener;
import slipway.deployer.metrics.Pulse;
import slipway.deployer.metrics.TallyFile;
import slipway.deployer.reconcile.Meter;
import slipway.deployer.reconcile.Witness;

/// Joins what counts, where the settings ask for it. Without them nothing of it is loaded.
///
/// @param ledger null where nothing is counted
record Metering(@Nullable Ledger ledger) {
  static final Metering NONE = new Metering(null);

  private static final Logger LOG = LoggerFactory.getLogger(Metering.class);

  /// Prometheus gives up after ten.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  static Metering of(Settings settings, Clock clock) {
    Settings.Metrics metrics = settings.metrics();
    return metrics == null
        ? NONE
        : new Metering(
            new Ledger(
                new TallyFile(settings.stateDirectory()),
                metrics.textfile(),
                Reporting.version(),
                clock));
  }

  Meter meter() {
    return ledger == null ? Meter.NONE : ledger;
  }

  Witness beside(Witness other) {
    return ledger == null ? other : Witness.all(List.of(ledger.onlooker(), other));
  }

  LongConsumer pulled() {
    return ledger == null ? _ -> {} : ledger::pulled;
  }

  /// Empty where a glance has nothing to say.
  Optional<Pulse> pulse() {
    return ledger == null ? Optional.empty() : ledger.pulse();
  }

  /// Shows the numbers while the daemon runs. Where nobody can listen it deploys all the same.
  AutoCloseable listen(Settings settings) {
    Settings.Metrics metrics = settings.metrics();
    ListenAddress address = metrics == null ? null : metrics.listen();
    if (ledger == null || address == null) {
      return () -> {};
    }
    ledger.recall();
    try {
      return Listener.open(address, ledger, PATIENCE);
    } catch (IOException | RuntimeException e) {
      // Also of a host without the kind of address that is named.
      LOG.error(
          "action=listen address={} reason=\"{}; free it or change metrics.listen, and restart the daemon. Until then nobody sees its metrics, and deploys go on\"",
          address,
          e.toString());
      return () -> {};
    }
  }
}
