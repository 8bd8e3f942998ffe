package slipway.deployer.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import slipway.deployer.reconcile.UnitStatus;

/// The port takes connections.
record TcpCheck(int port) implements Check {
  private static final int CONNECT_MILLIS = 2_000;

  @Override
  public Finding look(UnitStatus unit) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
          CONNECT_MILLIS);
      return new Finding.Good();
    } catch (IOException broken) {
      return new Finding.NotYet(
          "127.0.0.1:" + port + " takes no connection: " + broken.getMessage());
    }
  }
}
