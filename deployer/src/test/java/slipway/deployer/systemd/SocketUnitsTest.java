package slipway.deployer.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.ObservedUnit;
import slipway.deployer.plan.ObservedUnit.Activity;
import slipway.deployer.plan.ObservedUnit.Loaded;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.JobResult;
import slipway.manifest.Http;
import slipway.manifest.Service;

/// Socket units on a real systemd.
@Tag("systemd")
final class SocketUnitsTest {
  private static final JobResult DONE = new JobResult.Done();
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Host host = new Host();
  private final SystemdUnits units = host.units(host.bus());

  @AfterEach
  void leaveNothing() throws HostException {
    for (String name : List.of("web.socket", "web.service")) {
      units.stop(name);
      units.delete(name);
    }
    units.load(List.of());
    units.close();
  }

  @Test
  void aServiceTakesItsSocketAlongAndARestartLeavesItOpen() throws Exception {
    int port = freePort();
    Host.install(units, web("exec sleep 1000", port));
    assertEquals(Set.of(), units.listening("web.socket"));

    assertEquals(DONE, units.start("web.service"));
    assertEquals(new Loaded.Ours(), observe("web.socket").loaded());
    assertEquals(Activity.ACTIVE, observe("web.socket").activity());
    assertEquals(Set.of("127.0.0.1:" + port), units.listening("web.socket"));
    int before = units.status("web.service").mainPid();
    try (Socket visitor = new Socket(LOOPBACK, port)) {
      assertEquals(DONE, units.restart("web.service"));
      assertNotEquals(before, units.status("web.service").mainPid());
      assertTrue(visitor.isConnected());
    }

    assertEquals(DONE, units.stop("web.socket"));
    assertEquals(Activity.INACTIVE, observe("web.service").activity());
    assertEquals(Activity.INACTIVE, observe("web.socket").activity());
    assertEquals(Set.of(), units.listening("web.socket"));
  }

  @Test
  void aServiceThatOpenedThePortItselfHandsItToItsSocketByARestart() throws Exception {
    int port = freePort();
    String listen = "exec busybox httpd -f -p 127.0.0.1:" + port;
    Host.install(units, plain(listen, port));
    assertEquals(DONE, units.start("web.service"));
    awaitListener(port);

    Host.install(units, web("exec sleep 1000", port));
    assertEquals(DONE, units.restart("web.service"));
    assertEquals(Set.of("127.0.0.1:" + port), units.listening("web.socket"));

    Host.install(units, plain(listen, port));
    assertEquals(DONE, units.stop("web.socket"));
    assertEquals(Activity.ACTIVE, observe("web.service").activity(), "it need not end for that");
    assertEquals(DONE, units.restart("web.service"));
    awaitListener(port);
  }

  /// A visitor waits all the time, and would start it as fast as systemd can.
  @Test
  void aServiceThatDoesNotStayUpLeavesTheSocketOpen() throws Exception {
    int port = freePort();
    for (String end : List.of("exit 0", "exit 1")) {
      Host.install(units, web(end, port));
      units.start("web.service");
      try (Socket visitor = new Socket(LOOPBACK, port)) {
        Thread.sleep(Duration.ofSeconds(4));
        assertEquals(Activity.ACTIVE, observe("web.socket").activity(), end);
        assertTrue(visitor.isConnected());
      }
      assertEquals(DONE, units.stop("web.socket"));
    }
  }

  @Test
  void aSocketThatIsNotOpenUnderItsServiceIsOpenedByARestart() throws Exception {
    int port = freePort();
    Host.install(units, plain("exec sleep 1000", port));
    assertEquals(DONE, units.start("web.service"));
    Host.install(units, web("exec sleep 1000", port));

    assertEquals(Activity.INACTIVE, observe("web.socket").activity());
    assertInstanceOf(JobResult.NotDone.class, units.start("web.socket"), "the service is up");
    assertEquals(DONE, units.restart("web.service"));
    assertEquals(Activity.ACTIVE, observe("web.socket").activity());
  }

  @Test
  void aPortThatIsTakenIsTheReasonWhyTheServiceDoesNotStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      Host.install(units, web("exec sleep 1000", taken.getLocalPort()));
      assertEquals(
          new JobResult.NotDone(
              "dependency",
              "web.service: a unit that it requires did not start: web.socket is failed; see:"
                  + " journalctl -u web.service -n 50"),
          units.start("web.service"));
    }
  }

  private ObservedUnit observe(String name) throws HostException {
    return units.observe(Set.of(name)).get(name);
  }

  private static Service web(String script, int port) {
    return Host.shell("web", script).http(http(port)).socket().build();
  }

  private static Service plain(String script, int port) {
    return Host.shell("web", script).http(http(port)).build();
  }

  private static Http http(int port) {
    return new Http("a.test", "/", port, null, "PORT", false);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListener(int port) throws Exception {
    for (int tries = 0; ; tries++) {
      try (Socket visitor = new Socket(LOOPBACK, port)) {
        assertTrue(visitor.isConnected());
        return;
      } catch (IOException refused) {
        if (tries == 50) {
          throw refused;
        }
        Thread.sleep(Duration.ofMillis(100));
      }
    }
  }
}
