package slipway.manifest;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One service of a manifest, defaults filled in.
///
/// @param name lower-case letters, digits and dashes; also the name of its unit, profile and route
/// @param storePath the closure to run, `artifact.storePath` in the manifest
/// @param hosts the host names that run it
/// @param envFile an absolute path under the host's secrets directory; its values stay there
/// @param revision the source revision, shown to people
public record Service(
    String name,
    StorePath storePath,
    List<String> hosts,
    Exec exec,
    Map<String, String> env,
    @Nullable String envFile,
    @Nullable Http http,
    Health health,
    Systemd systemd,
    Hardening hardening,
    Deploy deploy,
    @Nullable String revision) {

  public Service {
    hosts = List.copyOf(hosts);
    env = Collections.unmodifiableMap(new TreeMap<>(env));
  }

  /// Whether the service is a job that a timer starts.
  public boolean isTimerJob() {
    return systemd.timer() != null;
  }

  /// Whether a new release runs beside the old one until it has proved healthy.
  public boolean isBlueGreen() {
    return http != null && http.standbyPort() != null;
  }

  /// The same entry with another `http`.
  public Service with(@Nullable Http other) {
    return new Service(
        name, storePath, hosts, exec, env, envFile, other, health, systemd, hardening, deploy,
        revision);
  }
}
