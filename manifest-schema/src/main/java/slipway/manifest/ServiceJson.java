package slipway.manifest;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One service of a manifest as JSON.
public final class ServiceJson {
  private ServiceJson() {}

  /// The canonical form: one key order, `env` sorted, whatever equals its default left out. So a
  /// later version with one more optional field writes the same bytes for the same service.
  public static ObjectNode write(Service service) {
    return canonical(service).json();
  }

  /// For entries that were validated before, such as those that [#write] made.
  public static Service read(JsonNode validEntry) {
    return ServiceEntry.read(new Node(validEntry, ""));
  }

  /// What makes a release new: the SHA-256 of the canonical form without `hosts`, because a host
  /// that joins must not restart the service elsewhere.
  public static String fingerprint(Service service) {
    ObjectNode content = write(service);
    content.remove("hosts");
    return Digest.sha256(JsonTree.compact(content));
  }

  /// A copy of an entry that runs `storePath` under `name`; what else it says is kept.
  public static ObjectNode withArtifact(ObjectNode entry, String name, StorePath storePath) {
    ObjectNode complete = new CanonicalObject().text("name", name).json();
    complete.set("artifact", artifact(storePath).json());
    entry.forEachEntry((key, value) -> {
      if (!complete.has(key)) {
        complete.set(key, value.deepCopy());
      }
    });
    return complete;
  }

  private static CanonicalObject canonical(Service service) {
    return new CanonicalObject()
        .text("name", service.name())
        .object("artifact", artifact(service.storePath()))
        .list("hosts", service.hosts())
        .object("exec", exec(service.exec()))
        .texts("env", service.env())
        .text("envFile", service.envFile())
        .object("http", http(service.http()))
        .object("health", health(service.health()))
        .object("systemd", systemd(service.systemd()))
        .object("hardening", hardening(service.hardening(), service.exec().user() != null))
        .object("deploy", deploy(service.deploy()))
        .text("revision", service.revision());
  }

  private static CanonicalObject artifact(StorePath storePath) {
    return new CanonicalObject()
        .text("type", "nix-closure")
        .text("storePath", storePath.toString());
  }

  private static CanonicalObject exec(Exec exec) {
    return new CanonicalObject()
        .text("command", exec.command())
        .texts("args", exec.args())
        .text("user", exec.user())
        .text("group", exec.group())
        .text("workingDirectory", exec.workingDirectory());
  }

  private static CanonicalObject http(@Nullable Http http) {
    if (http == null) {
      return new CanonicalObject();
    }
    return new CanonicalObject()
        .text("domain", http.domain())
        .text("path", http.path(), Http.DEFAULT_PATH)
        .number("internalPort", http.internalPort())
        .number("standbyPort", http.standbyPort())
        .text("portEnv", http.portEnv(), Http.DEFAULT_PORT_ENV)
        .flag("stripPath", http.stripPath(), false);
  }

  private static CanonicalObject health(Health health) {
    Health otherwise = Health.DEFAULT;
    return new CanonicalObject()
        .text("path", health.path())
        .number("port", health.port())
        .text("command", health.command())
        .number("timeoutSec", health.timeoutSec(), otherwise.timeoutSec())
        .number("intervalSec", health.intervalSec(), otherwise.intervalSec())
        .number("stableSec", health.stableSec(), otherwise.stableSec())
        .flag("enabled", health.enabled(), otherwise.enabled());
  }

  private static CanonicalObject systemd(Systemd systemd) {
    Systemd otherwise = Systemd.DEFAULT;
    return new CanonicalObject()
        .texts("after", systemd.after())
        .texts("requires", systemd.requires())
        .texts("wants", systemd.wants())
        .constant("restart", systemd.restart(), Systemd.defaultRestart(systemd.socket()))
        .number("restartSec", systemd.restartSec(), otherwise.restartSec())
        .constant("type", systemd.type(), otherwise.type())
        .text("timer", systemd.timer())
        .flag("socket", systemd.socket(), otherwise.socket())
        .number("stopTimeoutSec", systemd.stopTimeoutSec())
        .text("memoryMax", systemd.memoryMax())
        .text("cpuQuota", systemd.cpuQuota())
        .number("tasksMax", systemd.tasksMax());
  }

  private static CanonicalObject hardening(Hardening hardening, boolean userNamed) {
    Hardening otherwise = Hardening.defaults(userNamed);
    return new CanonicalObject()
        .flag("dynamicUser", hardening.dynamicUser(), otherwise.dynamicUser())
        .flag("privateTmp", hardening.privateTmp(), otherwise.privateTmp())
        .flagOrConstant("protectSystem", hardening.protectSystem(), otherwise.protectSystem())
        .flagOrConstant("protectHome", hardening.protectHome(), otherwise.protectHome())
        .flag("noNewPrivileges", hardening.noNewPrivileges(), otherwise.noNewPrivileges())
        .texts("readWritePaths", hardening.readWritePaths())
        .text("stateDirectory", hardening.stateDirectory())
        .texts("capabilities", hardening.capabilities());
  }

  private static CanonicalObject deploy(Deploy deploy) {
    Deploy otherwise = Deploy.DEFAULT;
    return new CanonicalObject()
        .flag("autoRollback", deploy.autoRollback(), otherwise.autoRollback())
        .number("drainSec", deploy.drainSec(), otherwise.drainSec())
        .number("keep", deploy.keep(), otherwise.keep());
  }
}
