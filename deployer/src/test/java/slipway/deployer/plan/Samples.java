package slipway.deployer.plan;

import java.time.Instant;
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

/// Small services with distinct values.
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private Samples() {}

  /// `/nix/store/<hash>-<name>-<version>`; the hash tells the version, so that paths differ.
  public static StorePath path(String name, int version) {
    String hash = "%032d".formatted(version).replace('9', 'z');
    return new StorePath(hash, name + "-" + version);
  }

  public static Service worker(String name, int version) {
    return service(name, version, null, Systemd.DEFAULT, Deploy.DEFAULT);
  }

  public static Service web(String name, int version, int port) {
    Http http = new Http(name + ".example.com", "/", port, null, "PORT", false);
    return service(name, version, http, Systemd.DEFAULT, Deploy.DEFAULT);
  }

  public static Service blueGreen(String name, int version, int port, int standbyPort) {
    return web(name, version, port)
        .with(new Http(name + ".example.com", "/", port, standbyPort, "PORT", false));
  }

  public static Service job(String name, int version) {
    return service(name, version, null, systemd(List.of(), "daily"), Deploy.DEFAULT);
  }

  public static Service after(Service service, String... units) {
    return service(
        service.name(),
        Integer.parseInt(service.storePath().hash()),
        service.http(),
        systemd(List.of(units), null),
        service.deploy());
  }

  public static Service socket(String name, int version, int port) {
    Systemd plain = Systemd.DEFAULT;
    Systemd held =
        new Systemd(
            List.of(),
            List.of(),
            List.of(),
            Systemd.Restart.ALWAYS,
            5,
            plain.type(),
            null,
            true,
            null,
            null,
            null,
            null);
    return service(name, version, web(name, version, port).http(), held, Deploy.DEFAULT);
  }

  public static Service keeping(Service service, int keep) {
    return service(
        service.name(),
        Integer.parseInt(service.storePath().hash()),
        service.http(),
        service.systemd(),
        new Deploy(true, 10, keep));
  }

  public static Service draining(Service service, int drainSec) {
    return service(
        service.name(),
        Integer.parseInt(service.storePath().hash()),
        service.http(),
        service.systemd(),
        new Deploy(true, drainSec, 5));
  }

  public static Service withoutRollback(Service service) {
    return service(
        service.name(),
        Integer.parseInt(service.storePath().hash()),
        service.http(),
        service.systemd(),
        new Deploy(false, 10, 5));
  }

  public static Release release(int number, Service service) {
    return new Release(number, service, Candidate.of(service).fingerprint(), NOW);
  }

  private static Systemd systemd(List<String> after, @Nullable String timer) {
    Systemd plain = Systemd.DEFAULT;
    return new Systemd(
        after,
        List.of(),
        List.of(),
        plain.restart(),
        5,
        plain.type(),
        timer,
        false,
        null,
        null,
        null,
        null);
  }

  private static Service service(
      String name, int version, @Nullable Http http, Systemd systemd, Deploy deploy) {
    return new Service(
        name,
        path(name, version),
        List.of("biz"),
        new Exec(name, List.of(), null, null, null),
        Map.of("VERSION", Integer.toString(version)),
        null,
        http,
        Health.DEFAULT,
        systemd,
        Hardening.defaults(false),
        deploy,
        null);
  }
}
