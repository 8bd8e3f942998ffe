package slipway.deployer.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.process.SearchPath;
import slipway.manifest.Exec;
import slipway.manifest.Hardening;
import slipway.manifest.Health;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.unit.ServiceBuilder;

class HostPreflightTest {
  private static final String CLOSURE = ServiceBuilder.PATH.toString();

  @TempDir Path directory;
  private Path secrets;
  private OneUnit unit =
      new OneUnit(_ -> OneUnit.ended(Activity.INACTIVE, "dead", "success", 0, 0));

  @BeforeEach
  void aClosureWithOneProgram() throws Exception {
    secrets = Files.createDirectory(directory.resolve("secrets"));
    program(CLOSURE + "/bin/serve");
  }

  @Test
  void aServiceThatHasEverythingMayStart() throws Exception {
    Path file = secret("web.env", "rw-r-----");
    assertEquals(Optional.empty(), objection(web().envFile(file.toString()).build()));
  }

  @Test
  void aCommandThatIsMissingIsNamedWithThoseThatAreThere() throws Exception {
    program(CLOSURE + "/bin/admin");
    String objection = objection(web().exec(exec("server")).build()).orElseThrow();
    assertEquals(
        "exec.command: %1$s/bin/server does not exist; bin of %1$s has: admin, serve, name one of these"
            .formatted(CLOSURE),
        objection);
  }

  @Test
  void aCommandOutsideOfTheClosureIsRefused() {
    for (String path : List.of("/bin/sh", CLOSURE + "/../../../bin/sh", CLOSURE + "-2/bin/serve")) {
      String objection = objection(web().exec(exec(path)).build()).orElseThrow();
      assertTrue(objection.contains("is not inside " + CLOSURE), objection);
    }
  }

  @Test
  void aCommandThatALinkLeadsOutOfTheStoreIsRefused() throws Exception {
    Files.createSymbolicLink(directory.resolve("root" + CLOSURE + "/bin/sh"), Path.of("/bin/sh"));
    String objection = objection(web().exec(exec("sh")).build()).orElseThrow();
    assertTrue(objection.contains(", outside of /nix/store"), objection);
  }

  @Test
  void aCommandThatALinkLeadsToAnotherStorePathIsFine() throws Exception {
    String other = "/nix/store/" + "1".repeat(32) + "-tools/bin/run";
    program(other);
    Files.createSymbolicLink(
        directory.resolve("root" + CLOSURE + "/bin/run"), directory.resolve("root" + other));
    assertEquals(Optional.empty(), objection(web().exec(exec("run")).build()));
  }

  @Test
  void aCommandThatCannotBeExecutedIsRefused() throws Exception {
    Path file = directory.resolve("root" + CLOSURE + "/bin/notes");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--r--r--")));
    String objection = objection(web().exec(exec("notes")).build()).orElseThrow();
    assertTrue(objection.contains("is not an executable file"), objection);
  }

  @Test
  void aHealthCommandIsHeldToTheSame() {
    Service service = web().health(new Health(null, null, "probe", 60, 1, 3, true)).build();
    String objection = objection(service).orElseThrow();
    assertTrue(objection.startsWith("health.command: "), objection);
  }

  @Test
  void aMissingEnvFileIsAskedFor() {
    assertEquals(
        Optional.of(
            "envFile %s/web.env is missing: create it on this host, mode 0600, then wait for the next pass or run `slipway-deployer sync`"
                .formatted(secrets)),
        objection(web().envFile(secrets + "/web.env").build()));
  }

  @Test
  void anEnvFileOutsideOfTheSecretsDirectoryIsRefused() throws Exception {
    Path elsewhere = Files.createFile(directory.resolve("elsewhere"));
    Files.createSymbolicLink(secrets.resolve("link.env"), elsewhere);
    for (String file : List.of("/etc/shadow", secrets + "/../elsewhere", secrets + "-2/web.env")) {
      String objection = objection(web().envFile(file).build()).orElseThrow();
      assertTrue(objection.contains("is not below this host's secrets directory"), objection);
    }
    String objection = objection(web().envFile(secrets + "/link.env").build()).orElseThrow();
    assertTrue(objection.contains("leads to " + elsewhere + ", outside of"), objection);
  }

  @Test
  void aSecretsDirectoryThatIsALinkItselfIsFine() throws Exception {
    secret("web.env", "rw-------");
    Path link = Files.createSymbolicLink(directory.resolve("secrets-link"), secrets);
    Service service = web().envFile(link + "/web.env").build();
    assertEquals(Optional.empty(), new EnvFileRule(link).objection(service, "web.service"));
  }

  @Test
  void anEnvFileThatOthersCanReadIsRefusedWithWhatToType() throws Exception {
    Path file = secret("web.env", "rw-r--r--");
    assertEquals(
        Optional.of(
            "envFile %1$s is open to other users; run `chmod 0600 %1$s`"
                .formatted(file.toRealPath())),
        objection(web().envFile(file.toString()).build()));
  }

  @Test
  void anEnvFileThatIsADirectoryIsRefused() throws Exception {
    Files.createDirectory(secrets.resolve("web.env"));
    String objection = objection(web().envFile(secrets + "/web.env").build()).orElseThrow();
    assertTrue(objection.contains("is not a regular file"), objection);
  }

  @Test
  void accountsThatTheHostDoesNotHaveAreNamed() {
    assertEquals(Optional.empty(), objection(runsAs("root", "root")));
    assertEquals(Optional.empty(), objection(runsAs("12345", null)));
    assertEquals(
        Optional.of(
            "exec.user is nosuchuser, and this host has no such user; create it, or leave it out to"
                + " get a dynamic user"),
        objection(runsAs("nosuchuser", null)));
    assertTrue(objection(runsAs("root", "nosuchgroup")).orElseThrow().startsWith("exec.group"));
  }

  @Test
  void aPortThatAStrangerHoldsIsRefused() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      Service service = web().http(new Http("a.test", "/", port, null, "PORT", false)).build();
      String objection = objection(service).orElseThrow();
      assertTrue(
          objection.startsWith("port " + port + " is held by pid " + OneUnit.pid() + " (java"),
          objection);
      String group = PortOwnersTest.ownGroup();
      unit = new OneUnit(_ -> OneUnit.running(group));
      assertEquals(Optional.empty(), objection(service));
    }
  }

  private Optional<String> objection(Service service) {
    return new HostPreflight(
            unit,
            new PortOwners(Path.of("/proc")),
            directory.resolve("root"),
            secrets,
            SearchPath.of(Map.of()))
        .objection(service, "web.service");
  }

  private static ServiceBuilder web() {
    return new ServiceBuilder("web");
  }

  private static Exec exec(String command) {
    return new Exec(command, List.of(), null, null, null);
  }

  private static Service runsAs(String user, @Nullable String group) {
    return web()
        .exec(new Exec("serve", List.of(), user, group, null))
        .hardening(Hardening.defaults(true))
        .build();
  }

  private void program(String path) throws Exception {
    Path file = directory.resolve("root" + path);
    Files.createDirectories(file.getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
  }

  private Path secret(String name, String mode) throws Exception {
    Path file = Files.createFile(secrets.resolve(name));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }
}
