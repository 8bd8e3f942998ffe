package slipway.deployer.cli;

import java.nio.file.Path;
import slipway.deployer.config.Settings;
import slipway.deployer.config.SettingsException;
import slipway.deployer.plan.Plan;
import slipway.deployer.reconcile.Doorbell;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.PassRunner;
import slipway.deployer.reconcile.Pauses;
import slipway.deployer.status.HostStatus;

/// The host, wired up for one command. Nothing is opened before it is used.
public interface Host extends AutoCloseable {
  Settings settings();

  PassRunner passes() throws HostException;

  Plan plan() throws HostException;

  HostStatus status() throws HostException;

  Pauses pauses();

  /// Runs passes until the doorbell says stop.
  void loop(Doorbell doorbell) throws HostException, InterruptedException;

  @Override
  void close();

  /// Wires up a host by its settings file.
  interface Opener {
    Host open(Path settings) throws SettingsException;
  }
}
