package slipway.manifest;

import slipway.manifest.Hardening.ProtectHome;
import slipway.manifest.Hardening.ProtectSystem;

/// One service from JSON to records, by hand: reflection would cost the host more than the rest of
/// its start. Validated before, so nothing is checked here and every default is in sight.
final class ServiceEntry {
  private ServiceEntry() {}

  static Service read(Node entry) {
    Exec exec = exec(entry.at("exec"));
    return new Service(
        entry.at("name").text().orElseThrow(),
        StorePath.of(entry.at("artifact").at("storePath").text().orElseThrow()),
        entry.at("hosts").texts(),
        exec,
        entry.at("env").textMap(),
        entry.at("envFile").textOrNull(),
        entry.at("http").ifPresent(ServiceEntry::http),
        health(entry.at("health")),
        systemd(entry.at("systemd")),
        hardening(entry.at("hardening"), exec.user() != null),
        deploy(entry.at("deploy")),
        entry.at("revision").textOrNull());
  }

  private static Exec exec(Node exec) {
    return new Exec(
        exec.at("command").text().orElseThrow(),
        exec.at("args").texts(),
        exec.at("user").textOrNull(),
        exec.at("group").textOrNull(),
        exec.at("workingDirectory").textOrNull());
  }

  private static Http http(Node http) {
    return new Http(
        http.at("domain").text().orElseThrow(),
        http.at("path").text(Http.DEFAULT_PATH),
        http.at("internalPort").json().intValue(),
        http.at("standbyPort").numberOrNull(),
        http.at("portEnv").text(Http.DEFAULT_PORT_ENV),
        http.at("stripPath").flag(false));
  }

  private static Health health(Node health) {
    Health otherwise = Health.DEFAULT;
    return new Health(
        health.at("path").textOrNull(),
        health.at("port").numberOrNull(),
        health.at("command").textOrNull(),
        health.at("timeoutSec").number(otherwise.timeoutSec()),
        health.at("intervalSec").number(otherwise.intervalSec()),
        health.at("stableSec").number(otherwise.stableSec()),
        health.at("enabled").flag(otherwise.enabled()));
  }

  private static Systemd systemd(Node systemd) {
    Systemd otherwise = Systemd.DEFAULT;
    boolean socket = systemd.at("socket").flag(otherwise.socket());
    return new Systemd(
        systemd.at("after").texts(),
        systemd.at("requires").texts(),
        systemd.at("wants").texts(),
        systemd.at("restart").constant(Systemd.Restart.class, Systemd.defaultRestart(socket)),
        systemd.at("restartSec").number(otherwise.restartSec()),
        systemd.at("type").constant(Systemd.Type.class, otherwise.type()),
        systemd.at("timer").textOrNull(),
        socket,
        systemd.at("stopTimeoutSec").numberOrNull(),
        systemd.at("memoryMax").textOrNull(),
        systemd.at("cpuQuota").textOrNull(),
        systemd.at("tasksMax").numberOrNull());
  }

  private static Hardening hardening(Node hardening, boolean userNamed) {
    Hardening otherwise = Hardening.defaults(userNamed);
    return new Hardening(
        hardening.at("dynamicUser").flag(otherwise.dynamicUser()),
        hardening.at("privateTmp").flag(otherwise.privateTmp()),
        hardening.at("protectSystem").constant(ProtectSystem.class, otherwise.protectSystem()),
        hardening.at("protectHome").constant(ProtectHome.class, otherwise.protectHome()),
        hardening.at("noNewPrivileges").flag(otherwise.noNewPrivileges()),
        hardening.at("readWritePaths").texts(),
        hardening.at("stateDirectory").textOrNull(),
        hardening.at("capabilities").texts());
  }

  private static Deploy deploy(Node deploy) {
    Deploy otherwise = Deploy.DEFAULT;
    return new Deploy(
        deploy.at("autoRollback").flag(otherwise.autoRollback()),
        deploy.at("drainSec").number(otherwise.drainSec()),
        deploy.at("keep").number(otherwise.keep()));
  }
}
