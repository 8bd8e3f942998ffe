package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import slipway.e2e.ground.Documents;
import slipway.e2e.host.Await;
import slipway.e2e.host.Deployer;
import slipway.e2e.host.Http.Answer;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.ThrowawayHost;
import slipway.e2e.host.Units;
import tools.jackson.databind.node.ObjectNode;

/// One host of a project.
final class Member {
  static final Duration SOON = Duration.ofSeconds(90);

  private final Project project;
  private final String name;
  private final ThrowawayHost host;
  private final ObjectNode settings;
  private final String credentials;

  Member(Project project, String name, ThrowawayHost host) {
    this.project = project;
    this.name = name;
    this.host = host;
    this.credentials = "/etc/slipway/" + project.namespace() + ".credentials";
    this.settings =
        Documents.deployer(name, project.namespace(), project.server(), project.bucket().bucket());
    trust(project.manifestKey().publicKey().toString());
    settings
        .withObjectProperty("cache")
        .putArray("trustedKeys")
        .add(project.ground().cacheKey().publicKey().toString());
    use(project.server());
  }

  /// What manifests call it.
  String name() {
    return name;
  }

  ThrowawayHost host() {
    return host;
  }

  Units units() {
    return new Units(host);
  }

  /// The deployer's settings, to be changed before [#follow].
  ObjectNode settings() {
    return settings;
  }

  /// From the next start of the daemon on, manifests by this key are followed, too.
  void trust(String publicKey) {
    settings.withObjectProperty("manifest").withArrayProperty("trustedKeys").add(publicKey);
  }

  /// From the next start of the daemon on, it asks as this user at this address.
  void use(S3Endpoint server) {
    settings
        .withObjectProperty("manifest")
        .set("bucket", server.bucketSettings(project.bucket().bucket()));
    host.write(credentials, server.credentialsFile());
  }

  Deployer deployer() {
    return new Deployer(host, settingsFile(), credentials);
  }

  /// Starts the daemon, now and at every boot.
  void follow() {
    host.write(settingsFile(), settings.toPrettyString());
    deployer().enableDaemon(daemon(), project.namespace());
  }

  String daemon() {
    return "deployer-" + project.namespace() + ".service";
  }

  String unit(String service) {
    return project.name(service) + ".service";
  }

  /// Below which `envFile`s lie.
  String secrets() {
    return "/var/lib/" + project.namespace() + "-secrets";
  }

  /// Writes a file below [#secrets].
  void secret(String file, String content) {
    host.write(secrets() + "/" + file, content + "\n");
  }

  /// All that the daemon has logged since it was first started.
  String journal() {
    return host.exec("journalctl", "-q", "-u", daemon(), "-o", "cat").orFail().out();
  }

  /// What a visitor of this host gets at the service's domain; status 0 where nobody answers.
  Answer visit(String service) {
    String marker = "\nstatus ";
    String said =
        host.join(
                "curl",
                "--noproxy",
                "*",
                "-s",
                "-m",
                "10",
                "-H",
                "Host: " + project.domain(service),
                "-w",
                marker + "%{http_code}",
                "http://127.0.0.1/")
            .out();
    int end = said.lastIndexOf(marker);
    return new Answer(
        Integer.parseInt(said.substring(end + marker.length()).strip()),
        said.substring(0, end).strip());
  }

  void assertRuns(String service, String version) {
    assertEquals(new Answer(200, "web " + version), visit(service), service + " on " + name);
  }

  void awaitRuns(String service, String version) {
    Await.until(
        "%s on %s answers \"web %s\"".formatted(service, name, version),
        SOON,
        () -> visit(service).is(200, "web " + version));
  }

  void assertDoesNotRun(String service) {
    assertEquals("inactive", units().activeState(unit(service)), service + " on " + name);
  }

  private String settingsFile() {
    return "/etc/slipway/" + project.namespace() + ".json";
  }

  /// Stops and removes all of it by force, whatever the test has left.
  void clear() {
    host.on();
    host.shell(
            """
            systemctl stop "deployer-$1.service" 2>/dev/null || true
            systemctl stop "$1-*" 2>/dev/null || true
            rm -rf /run/systemd/system/$1-* /etc/systemd/system/$1-* /etc/systemd/system/deployer-$1.service* \\
              /etc/systemd/system/multi-user.target.wants/deployer-$1.service \\
              "/var/lib/$1-deployer" "/var/lib/$1-secrets" "/nix/var/nix/profiles/$1" "/nix/var/nix/gcroots/$1" \\
              "/etc/slipway/$1.json" "/etc/slipway/$1.credentials"
            systemctl daemon-reload
            systemctl reset-failed
            """,
            project.namespace())
        .orFail();
  }
}
