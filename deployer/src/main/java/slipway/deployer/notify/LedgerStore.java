package slipway.deployer.notify;

import java.io.IOException;

/// Keeps the ledger for the next process.
public interface LedgerStore {
  /// Whatever cannot be understood is [Ledger#NOTHING].
  Ledger load();

  /// @throws IOException where it cannot be kept: what was kept before is unharmed
  void keep(Ledger ledger) throws IOException;
}
