package slipway.e2e.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import slipway.e2e.ground.Documents;
import slipway.e2e.host.Await;
import slipway.e2e.host.Caddy;
import slipway.e2e.host.Closures;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.host.Output;
import slipway.e2e.host.Radosgw;
import slipway.e2e.host.S3Store;
import slipway.e2e.host.Slipway;
import slipway.e2e.host.ThrowawayHost;
import slipway.e2e.host.Units;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A host without a Java, that of a developer and of its operator in one: all that is done to it is
/// typed as they would. Its only service is `web`.
record Machine(ThrowawayHost host, Radosgw radosgw, String bucket) implements AutoCloseable {
  static final String DAEMON = "slipway-deployer.service";
  static final String TIMER = "slipway-deployer-sync.timer";
  static final String SYNC = "slipway-deployer-sync.service";
  static final String BOOT = "slipway-deployer-boot.service";
  static final String WEB = "web.service";

  private static final String NAME = "biz";
  private static final String DOMAIN = "web.test";
  static final String PACKAGES = "/opt/slipway/packages/";
  private static final String CREDENTIALS = "/etc/slipway/credentials";
  private static final String PROJECT = "/home/developer/project";
  private static final Duration SOON = Duration.ofSeconds(30);

  /// Removes whatever is there of an earlier one.
  static Machine clean(ThrowawayHost host, Radosgw radosgw, String bucket) {
    Machine machine = new Machine(host, radosgw, bucket);
    machine.clear();
    S3Store.create(radosgw.endpoint(), bucket).close();
    return machine;
  }

  private void clear() {
    radosgw.back();
    host.shell(
            """
            dpkg -P slipway-deployer
            systemctl stop web.service hello.service 2>/dev/null || true
            rm -rf /run/systemd/system/web.service /run/systemd/system/hello.service /root/hello /etc/systemd/system/slipway-* /etc/slipway /var/lib/slipway-* \\
              /nix/var/nix/profiles/slipway /nix/var/nix/gcroots/slipway /home/developer/project /opt/tarballs
            systemctl daemon-reload
            systemctl reset-failed
            """)
        .orFail();
    Caddy.routeIds().stream().filter(id -> id.startsWith("slipway-")).forEach(Caddy::deleteRoute);
  }

  /// Both packages as they were built; that of the developer stays for the next test.
  void install() {
    dpkg("--install --skip-same-version", "slipway_*.deb slipway-deployer_*.deb");
  }

  /// @param step `--install` is `--unpack` and `--configure`
  Output dpkg(String step, String files) {
    return host.shell("cd " + PACKAGES + "; dpkg " + step + " " + files).orFail();
  }

  /// What `slipway init` prints becomes the settings of this host, with a Caddy and quick polls.
  void configure() {
    host.write(CREDENTIALS, radosgw.endpoint().credentialsFile());
    host.exec("mkdir", "-p", PROJECT).orFail();
    String printed =
        slipway()
            .run(
                "init",
                "--bucket",
                bucket,
                "--endpoint",
                radosgw.endpoint().address().toString(),
                "--host",
                NAME)
            .orFail()
            .out();
    ObjectNode settings = (ObjectNode) JsonMapper.shared().readTree(printed);
    settings.putObject("caddy").put("server", "srv0").putArray("listen").add(":80");
    settings.putObject("poll").put("intervalSec", 1).put("burstIntervalSec", 1).put("burstSec", 0);
    host.write("/etc/slipway/deployer.json", settings.toString());
  }

  private static ObjectNode entry() {
    return Documents.web("web", "", NAME, DOMAIN, 20_000).without("artifact");
  }

  private Slipway slipway() {
    return new Slipway(host, PROJECT, CREDENTIALS);
  }

  void push(String version) {
    push(version, entry());
  }

  /// Is asked for a page that it does not have.
  void pushUnhealthy(String version) {
    ObjectNode entry = entry();
    entry.withObjectProperty("health").put("path", "/missing").put("timeoutSec", 1);
    push(version, entry);
  }

  /// Has to be healthy for some seconds.
  void pushSlowlyHealthy(String version) {
    ObjectNode entry = entry();
    entry.withObjectProperty("health").put("stableSec", 5);
    push(version, entry);
  }

  private void push(String version, ObjectNode entry) {
    String path = new Closures(host).build("web", version, Kind.WEB);
    slipway().write("web.json", entry.toString());
    slipway().run("push", "web", path, "-f", "web.json").orFail();
  }

  void awaitAnswer(String version) {
    Http.await(DOMAIN, "/", SOON, answer -> answer.is(200, "web " + version));
  }

  Visits visits(String version) {
    return new Visits(DOMAIN, "web " + version);
  }

  Output systemctl(String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "systemctl";
    System.arraycopy(words, 0, command, 1, words.length);
    return host.exec(command);
  }

  String activeState(String unit) {
    return new Units(host).activeState(unit);
  }

  int pid(String unit) {
    return new Units(host).pid(unit);
  }

  boolean isLoaded(String unit) {
    return new Units(host).isLoaded(unit);
  }

  /// Waits until another process than `before` is the daemon, and is ready.
  void awaitOtherDaemon(int before) {
    awaitOther(DAEMON, before);
  }

  void awaitOther(String unit, int before) {
    Await.until(
        unit + " is another process than " + before,
        SOON,
        () -> pid(unit) != 0 && pid(unit) != before && activeState(unit).equals("active"));
  }

  /// Waits until the host reports that something could not be run.
  void awaitFailure() {
    awaitStatus(1);
  }

  /// Waits until the host reports that all is as the manifest says.
  void awaitConverged() {
    awaitStatus(0);
  }

  private void awaitStatus(int exit) {
    Await.until(
        "`slipway status` ends with " + exit, SOON, () -> slipway().run("status").exit() == exit);
  }

  String logOf(int pid) {
    return host.exec("journalctl", "-q", "-o", "cat", "_PID=" + pid).orFail().out();
  }

  /// What is installed in `/usr/lib/slipway-deployer`.
  List<String> images() {
    return host.exec("ls", "/usr/lib/slipway-deployer").orFail().out().lines().toList();
  }

  /// The Java that a process is run by, with ` (deleted)` where it is not there any more.
  String java(int pid) {
    return host.exec("readlink", "/proc/" + pid + "/exe").orFail().text();
  }

  String version() {
    return version("slipway-deployer");
  }

  /// What a command says it is. A Java that refuses the AOT cache says so on stderr.
  String version(String command) {
    Output output = host.exec(command, "--version").orFail();
    assertEquals("", output.err(), "the cache was made by this Java of these jars");
    return output.text();
  }

  boolean runsFromItsCache(int pid) {
    return host.exec("cat", "/proc/" + pid + "/cmdline").out().contains("-XX:AOTCache=");
  }

  @Override
  public void close() {
    clear();
  }
}
