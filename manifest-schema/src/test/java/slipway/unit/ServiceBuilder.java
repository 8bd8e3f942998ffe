package slipway.unit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import slipway.manifest.Deploy;
import slipway.manifest.Exec;
import slipway.manifest.Hardening;
import slipway.manifest.Health;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.manifest.StorePath;
import slipway.manifest.Systemd;

/// The smallest service that the manifest allows, with the parts a test is about put in.
public final class ServiceBuilder {
  public static final StorePath PATH = StorePath.of("/nix/store/" + "0".repeat(32) + "-web-1.2");

  private final String name;
  private StorePath storePath = PATH;
  private Exec exec = new Exec("serve", List.of(), null, null, null);
  private Map<String, String> env = Map.of();
  private @Nullable String envFile;
  private @Nullable Http http;
  private Health health = Health.DEFAULT;
  private Systemd systemd = Systemd.DEFAULT;
  private Hardening hardening = Hardening.defaults(false);

  public ServiceBuilder(String name) {
    this.name = name;
  }

  public ServiceBuilder storePath(StorePath value) {
    storePath = value;
    return this;
  }

  public ServiceBuilder exec(Exec value) {
    exec = value;
    return this;
  }

  public ServiceBuilder args(String... args) {
    return exec(new Exec("serve", List.of(args), null, null, null));
  }

  public ServiceBuilder env(Map<String, String> value) {
    env = value;
    return this;
  }

  public ServiceBuilder envFile(String value) {
    envFile = value;
    return this;
  }

  public ServiceBuilder http(Http value) {
    http = value;
    return this;
  }

  public ServiceBuilder health(Health value) {
    health = value;
    return this;
  }

  public ServiceBuilder systemd(Systemd value) {
    systemd = value;
    return this;
  }

  public ServiceBuilder type(Systemd.Type type, @Nullable String timer) {
    Systemd rest = Systemd.DEFAULT;
    return systemd(
        new Systemd(
            rest.after(),
            rest.requires(),
            rest.wants(),
            Systemd.Restart.NO,
            rest.restartSec(),
            type,
            timer,
            false,
            null,
            null,
            null,
            null));
  }

  /// The same, with systemd holding its port.
  public ServiceBuilder socket() {
    return systemd(
        new Systemd(
            systemd.after(),
            systemd.requires(),
            systemd.wants(),
            Systemd.Restart.ALWAYS,
            systemd.restartSec(),
            systemd.type(),
            null,
            true,
            systemd.stopTimeoutSec(),
            systemd.memoryMax(),
            systemd.cpuQuota(),
            systemd.tasksMax()));
  }

  public ServiceBuilder hardening(Hardening value) {
    hardening = value;
    return this;
  }

  public Service build() {
    return new Service(
        name,
        storePath,
        List.of("host-a"),
        exec,
        env,
        envFile,
        http,
        health,
        systemd,
        hardening,
        Deploy.DEFAULT,
        null);
  }
}
