package slipway.deployer.metrics;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// Takes an address to listen at.
final class Sockets {
  /// As open as a port on the loopback interface is. Who may come is for the directory to say.
  private static final String MODE = "rw-rw-rw-";

  /// Connections that wait for the one before.
  private static final int WAITING = 16;

  private Sockets() {}

  static ServerSocketChannel bind(ListenAddress address) throws IOException {
    return switch (address) {
      case ListenAddress.Tcp tcp -> bind(ServerSocketChannel.open(), tcp);
      case ListenAddress.Unix unix -> {
        discardLeftOver(unix);
        ServerSocketChannel server =
            bind(ServerSocketChannel.open(StandardProtocolFamily.UNIX), unix);
        try {
          Files.setPosixFilePermissions(unix.path(), PosixFilePermissions.fromString(MODE));
        } catch (IOException e) {
          server.close();
          throw e;
        }
        yield server;
      }
    };
  }

  private static ServerSocketChannel bind(ServerSocketChannel server, ListenAddress address)
      throws IOException {
    try {
      return server.bind(address.socket(), WAITING);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// A process that was killed leaves its socket, at which nobody answers. Nothing else is deleted.
  private static void discardLeftOver(ListenAddress.Unix unix) throws IOException {
    Path path = unix.path();
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new IOException("it is there, and is no socket");
    }
    try (SocketChannel other = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.connect(unix.socket());
    } catch (ConnectException _) {
      Files.delete(path);
    }
  }
}
