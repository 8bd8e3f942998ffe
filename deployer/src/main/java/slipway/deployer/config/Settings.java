package slipway.deployer.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipway.cache.BucketSettings;
import slipway.deployer.caddy.AdminAddress;
import slipway.deployer.hooks.HookPrograms;
import slipway.deployer.metrics.ListenAddress;
import slipway.deployer.reconcile.Trust;
import slipway.manifest.NixPublicKey;

/// Everything that the settings file says, validated, defaults filled in.
///
/// @param host the name by which manifests call this host
/// @param namespace goes into every path and id that the deployer owns
/// @param secretsDirectory where `envFile`s lie
/// @param caddy null where the host has no proxy of ours
/// @param metrics null where nothing is counted
/// @param reports whether the host writes what it runs to the bucket
/// @param hooks null where nothing is run around a deploy
/// @param notifications null where nobody is told of what becomes of passes
public record Settings(
    String host,
    String namespace,
    BucketSettings manifestBucket,
    Trust trust,
    Cache cache,
    Path stateDirectory,
    Path secretsDirectory,
    @Nullable Caddy caddy,
    Poll poll,
    @Nullable Metrics metrics,
    boolean reports,
    HookPrograms.@Nullable Programs hooks,
    @Nullable NotifySettings notifications,
    Pass pass) {

  /// How one pass goes about its work.
  ///
  /// @param parallelism services started side by side
  /// @param timeout after which it begins no further step
  public record Pass(int parallelism, Duration timeout) {}

  /// Where closures come from.
  ///
  /// @param trustedKeys who must have signed them; empty leaves that to the host's nix.conf
  /// @param copyTimeout for one `nix copy`
  public record Cache(
      BucketSettings bucket,
      List<NixPublicKey> trustedKeys,
      Transport transport,
      Duration copyTimeout) {
    public Cache {
      trustedKeys = List.copyOf(trustedKeys);
    }
  }

  /// How `nix copy` reaches the bucket.
  public enum Transport {
    /// Through a server on 127.0.0.1 that the deployer opens for the one copy.
    LOOPBACK,
    /// By Nix's own `s3://` store, with root's AWS credentials.
    NATIVE
  }

  /// @param server the name of the HTTP server in Caddy's configuration
  /// @param listen the addresses with which that server is made where Caddy has none of that name
  public record Caddy(AdminAddress admin, String server, List<String> listen) {
    public Caddy {
      listen = List.copyOf(listen);
    }
  }

  /// How often `run` asks the bucket.
  ///
  /// @param interval between two polls
  /// @param burstInterval the same for `burst` after a change
  public record Poll(Duration interval, Duration burstInterval, Duration burst) {}

  /// Where numbers of the deployer itself are shown, one of them at least.
  ///
  /// @param listen where `run` answers scrapes, null where it does not
  /// @param textfile what is written after each pass for node_exporter, null where nothing is
  public record Metrics(@Nullable ListenAddress listen, @Nullable Path textfile) {}

  /// Where generated units lie.
  public Path unitDirectory() {
    return stateDirectory.resolve("services");
  }
}
