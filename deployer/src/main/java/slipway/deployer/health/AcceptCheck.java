package slipway.deployer.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import slipway.deployer.reconcile.UnitStatus;

/// The service takes connections from the socket that systemd opened for it. That one can be
/// connected to says nothing there: the kernel completes connections to any open socket, and they
/// wait until somebody accepts them.
record AcceptCheck(SocketTable sockets, String unit, int port) implements Check {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int LOOK_MILLIS = 25;
  private static final int LOOKS = 40;

  @Override
  public Finding look(UnitStatus status) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
          CONNECT_MILLIS);
      socket.setSoTimeout(LOOK_MILLIS);
      for (int look = 0; look < LOOKS; look++) {
        if (answers(socket) || sockets.isAccepted(port, socket.getLocalPort())) {
          return new Finding.Good();
        }
      }
      return new Finding.NotYet(
          ("%s takes no connection from the socket that systemd opened on 127.0.0.1:%d; it must use"
                  + " the one it is passed (LISTEN_FDS, see sd_listen_fds(3)), or go without"
                  + " systemd.socket")
              .formatted(unit, port));
    } catch (IOException broken) {
      return new Finding.NotYet(
          "127.0.0.1:" + port + " takes no connection: " + broken.getMessage());
    }
  }

  /// Whoever says something, or hangs up, has accepted before; waits for it a moment.
  private static boolean answers(Socket socket) throws IOException {
    try {
      int _ = socket.getInputStream().read();
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }
}
