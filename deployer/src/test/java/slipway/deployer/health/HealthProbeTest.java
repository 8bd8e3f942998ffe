package slipway.deployer.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.process.SearchPath;
import slipway.deployer.reconcile.HealthCheck.Verdict;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.Exec;
import slipway.manifest.Health;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.manifest.Systemd;
import slipway.unit.ServiceBuilder;

/// Real sockets and programs; this process plays the service, and time passes while nobody waits.
class HealthProbeTest {
  private static final String UNIT = "web.service";

  @TempDir Path directory;
  private final VirtualTicker ticker = new VirtualTicker();
  private final Duration start = ticker.now();
  private String group = "";

  @BeforeEach
  void ownGroup() throws Exception {
    group = PortOwnersTest.ownGroup();
  }

  @Test
  void aPathThatAnswersForTheWholeStableTimeIsHealthy() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    try (Answers answers = Answers.with(302, asked)) {
      OneUnit unit = new OneUnit(_ -> OneUnit.running(group));
      assertEquals(new Verdict.Healthy(), await(unit, web(answers.port(), "/health?x=1", 3)));
      assertEquals(Duration.ofSeconds(3), elapsed());
      assertTrue(asked.size() > 3, asked.toString());
      assertEquals("GET /health?x=1 of a.test", asked.getFirst());
    }
  }

  @Test
  void withoutAStableTimeTheFirstGoodLookDecides() throws Exception {
    try (Answers answers = Answers.with(200, new CopyOnWriteArrayList<>())) {
      OneUnit unit = new OneUnit(_ -> OneUnit.running(group));
      assertEquals(new Verdict.Healthy(), await(unit, web(answers.port(), "/", 0)));
      assertEquals(1, unit.looks());
    }
  }

  @Test
  void aPathThatAnswers500IsUnhealthyAfterTheTimeLimit() throws Exception {
    try (Answers answers = Answers.with(500, new CopyOnWriteArrayList<>())) {
      OneUnit unit = new OneUnit(_ -> OneUnit.running(group));
      assertEquals(
          new Verdict.Unhealthy(
              "not healthy within 10 s: GET http://127.0.0.1:%d/ answered 500, wanted 2xx or 3xx"
                  .formatted(answers.port())),
          await(unit, web(answers.port(), "/", 3)));
      assertEquals(Duration.ofSeconds(10), elapsed());
    }
  }

  @Test
  void aHealthPathNeverLeadsToAnotherMachine() throws Exception {
    OneUnit unit = new OneUnit(_ -> OneUnit.running(group));
    for (String path : List.of("//192.0.2.1/", "http://192.0.2.1/")) {
      String reason = unhealthy(await(unit, web(9, path, 0)));
      assertTrue(reason.contains("is no address on this host"), reason);
    }
  }

  @Test
  void withoutAPathAPortThatTakesConnectionsIsEnough() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      OneUnit unit = new OneUnit(_ -> OneUnit.running(group));
      assertEquals(new Verdict.Healthy(), await(unit, web(socket.getLocalPort(), null, 1)));
    }
  }

  @Test
  void aPortThatNobodyOpensIsUnhealthy() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    OneUnit unit = new OneUnit(_ -> OneUnit.running(group));
    String reason = unhealthy(await(unit, web(port, null, 1)));
    assertTrue(reason.contains("127.0.0.1:" + port + " takes no connection"), reason);
  }

  @Test
  void theOpeningOfAPortEndsThePauseBeforeTheNextLook() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Duration late = Duration.ofMillis(900);
    try (ServerSocket socket = new ServerSocket()) {
      Ticker opening =
          new Ticker() {
            @Override
            public Duration now() {
              return ticker.now();
            }

            @Override
            public void sleep(Duration time) {
              ticker.sleep(time);
              if (!socket.isBound() && elapsed().compareTo(late) >= 0) {
                bind(socket, port);
              }
            }
          };
      OneUnit unit = new OneUnit(_ -> OneUnit.running(group));
      assertEquals(
          new Verdict.Healthy(),
          new HealthProbe(unit, Path.of("/proc"), SearchPath.of(Map.of()), opening)
              .await(web(port, null, 0), UNIT));
      assertTrue(elapsed().compareTo(Duration.ofSeconds(1)) < 0, elapsed().toString());
      assertEquals(6, unit.looks(), "nobody is asked more often for that");
    }
  }

  private static void bind(ServerSocket socket, int port) {
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPortHeldByAnotherUnitIsNotTakenForTheService() throws Exception {
    try (Answers answers = Answers.with(200, new CopyOnWriteArrayList<>())) {
      OneUnit unit = new OneUnit(_ -> OneUnit.running("/system.slice/web.service"));
      String reason = unhealthy(await(unit, web(answers.port(), "/", 0)));
      assertTrue(
          reason.startsWith(
              "port " + answers.port() + " is held by pid " + OneUnit.pid() + " (java"),
          reason);
      assertTrue(
          reason.endsWith("not by web.service; stop that process or choose another internalPort"),
          reason);
      assertTrue(elapsed().compareTo(Duration.ofSeconds(3)) < 0, elapsed().toString());
    }
  }

  @Test
  void aUnitThatFailedIsUnhealthyAtOnce() throws Exception {
    OneUnit unit = new OneUnit(_ -> OneUnit.ended(Activity.FAILED, "failed", "exit-code", 7, 0));
    assertEquals(
        "web.service ended with exit code 7; see `journalctl -u web.service`",
        unhealthy(await(unit, plain(Health.DEFAULT))));
    assertEquals(Duration.ZERO, elapsed());
  }

  @Test
  void aUnitThatEndedWellIsUnhealthyToo() throws Exception {
    OneUnit unit =
        new OneUnit(look ->
            look < 3
                ? OneUnit.running(group)
                : OneUnit.ended(Activity.INACTIVE, "dead", "success", 0, 0));
    assertTrue(
        unhealthy(await(unit, plain(Health.DEFAULT)))
            .startsWith("web.service ended by itself with exit code 0"));
  }

  @Test
  void withNothingToAskTheUnitStayingUpIsEnough() throws Exception {
    OneUnit unit = new OneUnit(_ -> OneUnit.running(group));
    assertEquals(new Verdict.Healthy(), await(unit, plain(Health.DEFAULT)));
    assertEquals(Duration.ofSeconds(3), elapsed());
  }

  @Test
  void oneRestartStartsTheStableTimeAnew() throws Exception {
    Duration restart = start.plusSeconds(2);
    OneUnit unit =
        new OneUnit(_ -> OneUnit.running(group, ticker.now().compareTo(restart) < 0 ? 4 : 5));
    assertEquals(new Verdict.Healthy(), await(unit, plain(Health.DEFAULT)));
    assertTrue(elapsed().compareTo(Duration.ofSeconds(5)) >= 0, elapsed().toString());
  }

  @Test
  void aServiceThatKeepsCrashingIsGivenUpBeforeTheTimeLimit() throws Exception {
    OneUnit unit =
        new OneUnit(look ->
            look % 2 == 0
                ? OneUnit.running(group, look / 2)
                : OneUnit.ended(Activity.STARTING, "auto-restart", "exit-code", 1, look / 2));
    assertEquals(
        "web.service was restarted 2 times; web.service ended with exit code 1; see `journalctl -u"
            + " web.service`",
        unhealthy(await(unit, plain(Health.DEFAULT))));
    assertTrue(elapsed().compareTo(Duration.ofSeconds(5)) < 0);
  }

  @Test
  void aUnitThatNeverStartsIsUnhealthyAfterTheTimeLimit() throws Exception {
    OneUnit unit = new OneUnit(_ -> OneUnit.ended(Activity.STARTING, "start", "success", 0, 0));
    assertEquals(
        "not healthy within 60 s: web.service is still starting (start)",
        unhealthy(await(unit, plain(Health.DEFAULT))));
  }

  @Test
  void aUnitThatCannotBeAskedAboutForAMomentIsAskedAgain() throws Exception {
    OneUnit unit =
        new OneUnit(look -> {
          if (look == 0) {
            throw new HostException("D-Bus is away");
          }
          return OneUnit.running(group);
        });
    assertEquals(new Verdict.Healthy(), await(unit, plain(Health.DEFAULT)));
  }

  @Test
  void aJobIsJudgedByHowItEnded() throws Exception {
    Service job = new ServiceBuilder("web").type(Systemd.Type.ONESHOT, null).build();
    assertEquals(
        new Verdict.Healthy(),
        await(new OneUnit(_ -> OneUnit.ended(Activity.INACTIVE, "dead", "success", 0, 0)), job));
    assertEquals(
        new Verdict.Unhealthy("web.service ended with exit code 3"),
        await(new OneUnit(_ -> OneUnit.ended(Activity.FAILED, "failed", "exit-code", 3, 0)), job));
  }

  @Test
  void aCheckThatIsSwitchedOffAsksNothing() throws Exception {
    OneUnit unit = new OneUnit(_ -> OneUnit.ended(Activity.FAILED, "failed", "exit-code", 3, 0));
    assertEquals(
        new Verdict.Healthy(), await(unit, plain(new Health(null, null, null, 60, 1, 3, false))));
    assertEquals(0, unit.looks());
  }

  @Test
  void aCommandRunsAsTheServiceWithItsEnvironment() throws Exception {
    Path seen = directory.resolve("seen");
    Service service = withCommand("#!/bin/sh\necho \"$MODE $HOME $(id -u)\" > " + seen + "\n");
    assertEquals(new Verdict.Healthy(), await(new OneUnit(_ -> OneUnit.running(group)), service));
    assertEquals(
        "live  " + new Accounts(Path.of("/proc")).of(OneUnit.pid()).orElseThrow().user() + "\n",
        Files.readString(seen));
  }

  @Test
  void aCommandThatFailsIsUnhealthyWithItsLastWords() throws Exception {
    Service service = withCommand("#!/bin/sh\necho queue is stuck >&2\nexit 4\n");
    String reason = unhealthy(await(new OneUnit(_ -> OneUnit.running(group)), service));
    assertTrue(
        reason.endsWith("/probe ended with exit code 4, wanted 0: “queue is stuck”"), reason);
  }

  @Test
  void aCommandWaitsUntilTheMainProcessIsNoLongerRoot() throws Exception {
    Path dropped = fakeSetpriv();
    OneUnit unit =
        new OneUnit(look -> {
          mainProcessRunsAs(look < 2 ? 0 : 1000);
          return OneUnit.running(group);
        });
    assertEquals(new Verdict.Healthy(), await(unit, asking(probe("#!/bin/sh\n"), null), false));
    assertEquals(List.of("--reuid=1000"), Files.readAllLines(dropped));
    assertEquals(3, unit.looks());
  }

  @Test
  void aMainProcessThatStaysRootIsAskedOnlyWhereTheManifestNamesRoot() throws Exception {
    Path dropped = fakeSetpriv();
    mainProcessRunsAs(0);
    String probe = probe("#!/bin/sh\n");
    OneUnit unit = new OneUnit(_ -> OneUnit.running(group));
    String reason = unhealthy(await(unit, asking(probe, "web"), false));
    assertTrue(reason.contains("the main process still runs as root"), reason);
    assertFalse(Files.exists(dropped));
    assertEquals(new Verdict.Healthy(), await(unit, asking(probe, "root"), false));
    assertEquals(List.of("--reuid=0"), Files.readAllLines(dropped));
  }

  @Test
  void theEnvironmentReachesTheCommandButNotWhatDropsRoot() throws Exception {
    Path dropped = fakeSetpriv();
    mainProcessRunsAs(1000);
    Path seen = directory.resolve("seen");
    String probe = probe("#!/bin/sh\necho \"$MODE $SETPRIV\" > " + seen + "\n");
    OneUnit unit = new OneUnit(_ -> OneUnit.running(group));
    assertEquals(new Verdict.Healthy(), await(unit, asking(probe, null), false));
    assertEquals("live x\n", Files.readString(seen));
    assertEquals(List.of("--reuid=1000"), Files.readAllLines(dropped));
  }

  @Test
  void aCommandMayHaveAnEqualsSignInItsPath() {
    assertEquals(
        List.of(
            "/bin/setpriv",
            "--reuid=7",
            "--regid=8",
            "--clear-groups",
            "--no-new-privs",
            "/bin/env",
            "A=b",
            "/bin/setpriv",
            "--no-new-privs",
            "/nix/store/a=b/bin/probe"),
        new PrivilegeDrop(Path.of("/bin/setpriv"), Path.of("/bin/env"))
            .arguments(new Accounts.Ids(7, 8), Map.of("A", "b"), "/nix/store/a=b/bin/probe"));
  }

  /// Writes down as whom it was asked to run a program and with what of the service's variables,
  /// and runs the program as the user of these tests.
  private Path fakeSetpriv() throws Exception {
    Path dropped = directory.resolve("dropped");
    executable(
        "setpriv", "#!/bin/sh\necho \"$1$SETPRIV\" >> " + dropped + "\nshift 4\nexec \"$@\"\n");
    return dropped;
  }

  private void mainProcessRunsAs(int user) throws HostException {
    Path process = directory.resolve("proc/" + OneUnit.pid());
    try {
      Files.createDirectories(process);
      Files.writeString(
          process.resolve("status"), "Uid:\t0\t%1$d\t0\t0\nGid:\t0\t%1$d\t0\t0\n".formatted(user));
    } catch (IOException broken) {
      throw new HostException("cannot write " + process, broken);
    }
  }

  private static Service asking(String probe, @Nullable String user) {
    return new ServiceBuilder("web")
        .exec(new Exec("serve", List.of(), user, null, null))
        .env(Map.of("MODE", "live", "SETPRIV", "x", "PATH", "/usr/bin:/bin"))
        .health(new Health(null, null, probe, 4, 1, 0, true))
        .build();
  }

  private String probe(String script) throws Exception {
    return executable("probe", script).toString();
  }

  private Path executable(String name, String script) throws Exception {
    Path file = directory.resolve(name);
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /// Becoming a user takes root, also where it is the user that one is already.
  private Service withCommand(String script) throws Exception {
    assumeTrue(new Accounts(Path.of("/proc")).of(OneUnit.pid()).orElseThrow().user() == 0);
    String probe = probe(script);
    return new ServiceBuilder("web")
        .exec(new Exec("serve", List.of(), "root", null, null))
        .env(Map.of("MODE", "live", "PATH", "/usr/bin:/bin"))
        .health(new Health(null, null, probe, 2, 1, 0, true))
        .build();
  }

  private Verdict await(OneUnit unit, Service service) throws Exception {
    return await(unit, service, true);
  }

  /// @param real whether with this host's processes and setpriv
  private Verdict await(OneUnit unit, Service service, boolean real) throws Exception {
    Path proc = real ? Path.of("/proc") : directory.resolve("proc");
    Map<String, String> environment = real ? Map.of() : Map.of("PATH", directory.toString());
    return new HealthProbe(unit, proc, SearchPath.of(environment), ticker).await(service, UNIT);
  }

  private Duration elapsed() {
    return ticker.now().minus(start);
  }

  private static String unhealthy(Verdict verdict) {
    return assertInstanceOf(Verdict.Unhealthy.class, verdict).reason();
  }

  private static Service plain(Health health) {
    return new ServiceBuilder("web").health(health).build();
  }

  private static Service web(int port, @Nullable String path, int stableSec) {
    return new ServiceBuilder("web")
        .http(new Http("a.test", "/", port, null, "PORT", false))
        .health(new Health(path, null, null, 10, 1, stableSec, true))
        .build();
  }

  /// A web server that answers everything with one status.
  private record Answers(HttpServer server) implements AutoCloseable {
    static Answers with(int status, List<String> asked) throws Exception {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            asked.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " of "
                    + exchange.getRequestHeaders().getFirst("Host"));
            exchange.getResponseHeaders().set("Location", "http://192.0.2.1/");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
      return new Answers(server);
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
