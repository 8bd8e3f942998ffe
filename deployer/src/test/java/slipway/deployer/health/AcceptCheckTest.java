package slipway.deployer.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import slipway.deployer.process.SearchPath;
import slipway.deployer.reconcile.UnitStatus;
import slipway.manifest.Health;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.unit.ServiceBuilder;

/// Against sockets that really listen, and this machine's own table of them.
class AcceptCheckTest {
  private static final Path PROC = Path.of("/proc");

  @Test
  void aConnectionThatWasAcceptedIsGoodBeforeAnythingIsSaid() throws Exception {
    for (String address : new String[] {"127.0.0.1", "0.0.0.0"}) {
      try (Server server = new Server(address, false)) {
        assertEquals(new Finding.Good(), look(server.port()), address);
      }
    }
  }

  @Test
  void aConnectionThatWasAcceptedAndClosedIsGood() throws Exception {
    try (Server server = new Server("127.0.0.1", true)) {
      assertEquals(new Finding.Good(), look(server.port()));
    }
  }

  @Test
  void aConnectionThatOnlyTheKernelHasTakenIsNotYetGood() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      assertEquals(new Finding.Good(), new TcpCheck(socket.getLocalPort()).look(running()));
      String reason = notYet(look(socket.getLocalPort()));
      assertTrue(reason.startsWith("web.service takes no connection from the socket"), reason);
    }
  }

  @Test
  void aPortThatNobodyOpensTakesNoConnection() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    String reason = notYet(look(port));
    assertTrue(reason.startsWith("127.0.0.1:" + port + " takes no connection"), reason);
  }

  @Test
  void onlyAPortThatSystemdHoldsIsAskedThisWay() {
    assertEquals(List.of(AcceptCheck.class, PortCheck.class), kinds(true, null, null));
    assertEquals(
        List.of(AcceptCheck.class, HttpCheck.class, PortCheck.class), kinds(true, "/", null));
    assertEquals(List.of(TcpCheck.class, PortCheck.class), kinds(true, null, 9000));
    assertEquals(List.of(TcpCheck.class, PortCheck.class), kinds(false, null, null));
  }

  private static List<? extends Class<?>> kinds(
      boolean socket, @Nullable String path, @Nullable Integer port) {
    ServiceBuilder web =
        new ServiceBuilder("web")
            .http(new Http("a.test", "/", 8000, null, "PORT", false))
            .health(new Health(path, port, null, 10, 1, 1, true));
    Service service = (socket ? web.socket() : web).build();
    Checks checks = new Checks(PROC, new SearchPath(List.of()), new VirtualTicker());
    return checks.of(service, "web.service").stream().map(Check::getClass).toList();
  }

  private static Finding look(int port) {
    return new AcceptCheck(new SocketTable(PROC), "web.service", port).look(running());
  }

  private static UnitStatus running() {
    return OneUnit.running("");
  }

  private static String notYet(Finding finding) {
    return assertInstanceOf(Finding.NotYet.class, finding).reason();
  }

  /// Accepts, and then says nothing, or hangs up.
  private static final class Server implements AutoCloseable {
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;

    Server(String address, boolean hangsUp) throws IOException {
      socket = new ServerSocket(0, 5, InetAddress.ofLiteral(address));
      Thread.ofVirtual().start(() -> serve(hangsUp));
    }

    private void serve(boolean hangsUp) {
      try {
        while (true) {
          Socket visitor = socket.accept();
          accepted.add(visitor);
          if (hangsUp) {
            visitor.close();
          }
        }
      } catch (IOException _) {
        // The test is over.
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      for (Socket visitor : accepted) {
        visitor.close();
      }
    }
  }
}
