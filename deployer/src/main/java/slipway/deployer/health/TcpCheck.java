package slipway.deployer.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import slipway.deployer.reconcile.UnitStatus;

/// The port takes connections.
record TcpCheck(int port) implements Check {
  private static final int CONNECT_MILLIS = 2_000;

  @Override
  public Finding look(UnitStatus unit) {
    try {
      connect(port);
      return new Finding.Good();
    } catch (ConnectException refused) {
      return new Finding.NotYet(reason(refused), port);
    } catch (IOException broken) {
      return new Finding.NotYet(reason(broken));
    }
  }

  private String reason(IOException broken) {
    return "127.0.0.1:" + port + " takes no connection: " + broken.getMessage();
  }

  /// Whether something listens there. Says nothing to it.
  static boolean isOpen(int port) {
    try {
      connect(port);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void connect(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
          CONNECT_MILLIS);
    }
  }
}
