package slipway.deployer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.cache.Bucket;
import slipway.cache.BucketSettings;
import slipway.cache.Timeouts;
import slipway.deployer.cli.Host;
import slipway.deployer.config.Settings;
import slipway.deployer.config.SettingsException;
import slipway.deployer.config.SettingsFile;
import slipway.deployer.nix.Copying;
import slipway.deployer.nix.LoopbackTransport;
import slipway.deployer.nix.NativeTransport;
import slipway.deployer.nix.NixClosures;
import slipway.deployer.nix.NixProfiles;
import slipway.deployer.nix.NixTools;
import slipway.deployer.nix.Transport;
import slipway.deployer.nix.Trust;
import slipway.deployer.plan.Plan;
import slipway.deployer.plan.Planner;
import slipway.deployer.plan.UnitContext;
import slipway.deployer.reconcile.Doorbell;
import slipway.deployer.reconcile.Edges;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.Loop;
import slipway.deployer.reconcile.PassRunner;
import slipway.deployer.reconcile.Reconciler;
import slipway.deployer.reconcile.Routes;
import slipway.deployer.reconcile.Schedule;
import slipway.deployer.s3.BucketManifest;
import slipway.deployer.state.FileState;
import slipway.deployer.state.PassLock;
import slipway.deployer.status.HostStatus;
import slipway.deployer.status.SdNotify;
import slipway.deployer.status.StatusReader;
import slipway.deployer.systemd.SystemdBus;
import slipway.deployer.systemd.SystemdUnits;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Joins the pure middle to the edges; the only place that knows both, and the only one that reads
/// the clock, the environment and the host's own paths.
final class Wiring implements Host {
  private static final Logger NIX = LoggerFactory.getLogger("nix");
  private static final Path ROOT = Path.of("/");

  /// A poll that takes longer than this has nothing to say that the next one does not.
  private static final Timeouts POLL =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), 2);

  private final Settings settings;
  private final Map<String, String> environment;
  private final Clock clock;
  private final SystemdBus bus = SystemdBus.ofHost();
  private final SystemdUnits units;
  private final FileState state;
  private final Closing opened = new Closing();

  private Wiring(Settings settings, Map<String, String> environment, Clock clock) {
    this.settings = settings;
    this.environment = environment;
    this.clock = clock;
    this.units = new SystemdUnits(bus, ROOT, settings.unitDirectory());
    this.state = new FileState(settings.stateDirectory());
  }
}
