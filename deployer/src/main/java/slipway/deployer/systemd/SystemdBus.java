package slipway.deployer.systemd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.jspecify.annotations.Nullable;
import slipway.deployer.reconcile.HostException;

/// The way to systemd: connects at the first call, and again when the connection broke, as it does
/// when systemd re-executes itself. Many threads may call at once.
public final class SystemdBus implements AutoCloseable {
  private static final String HOST_SOCKET = "/run/systemd/private";
  private static final Duration RECONNECT = Duration.ofSeconds(10);
  private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);

  private final Connector connector;
  private @Nullable SystemdConnection current;

  SystemdBus(Connector connector) {
    this.connector = connector;
  }

  /// The systemd of this host: its own socket, else the system bus.
  public static SystemdBus ofHost() {
    return new SystemdBus(() ->
        Files.isWritable(Path.of(HOST_SOCKET))
            ? SystemdConnection.direct(HOST_SOCKET)
            : SystemdConnection.bus(DBusConnectionBuilder.forSystemBus()));
  }

  /// The systemd that listens on this socket.
  public static SystemdBus at(Path socket) {
    return new SystemdBus(() -> SystemdConnection.direct(socket.toString()));
  }

  /// Makes a call, twice where the connection breaks under the first; so `call` must bear that.
  ///
  /// @param aim what the call is for, in words that fit after "cannot": `start web.service`
  <T> T call(String aim, Call<T> call) throws HostException {
    try {
      SystemdConnection first = connected(Duration.ZERO);
      try {
        return call.on(first);
      } catch (DBusExecutionException | ConnectionLost | RejectedExecutionException broken) {
        if (Thread.currentThread().isInterrupted() || first.answers()) {
          throw broken;
        }
      }
      drop(first);
      return call.on(connected(RECONNECT));
    } catch (DBusException
        | DBusExecutionException
        | ConnectionLost
        | RejectedExecutionException no) {
      throw new HostException("cannot %s: systemd says: %s".formatted(aim, no.getMessage()), no);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HostException("cannot %s: interrupted while waiting".formatted(aim), interrupted);
    }
  }

  /// Something said to systemd on one connection.
  @FunctionalInterface
  interface Call<T> {
    T on(SystemdConnection systemd) throws DBusException, HostException, InterruptedException;
  }

  /// Connects before there is something to say, in a thread of its own. Whoever calls is told where
  /// that does not work.
  public void connectAhead() {
    // A virtual one that waits for a socket leaves the JVM a thread in native code, for which it
    // waits 0.3 s when it ends.
    Thread.ofPlatform()
        .daemon()
        .name("systemd")
        .start(() -> {
          try {
            connected(Duration.ZERO);
          } catch (HostException | InterruptedException _) {
            // The first call tries again.
          }
        });
  }

  /// Releases the connection. A later call opens another.
  @Override
  public synchronized void close() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  private synchronized void drop(SystemdConnection broken) {
    if (current == broken) {
      close();
    }
  }

  private synchronized SystemdConnection connected(Duration patience)
      throws HostException, InterruptedException {
    if (current != null && current.isOpen()) {
      return current;
    }
    close();
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        current = connector.connect();
        return current;
      } catch (DBusException | DBusExecutionException no) {
        if (System.nanoTime() - deadline >= 0) {
          throw new HostException(
              "cannot reach systemd: %s; wanted its socket %s, which needs root, or the system bus"
                  .formatted(no.getMessage(), HOST_SOCKET),
              no);
        }
      }
      Thread.sleep(RECONNECT_PAUSE);
    }
  }

  /// Opens a connection.
  @FunctionalInterface
  interface Connector {
    SystemdConnection connect() throws DBusException, InterruptedException;
  }
}
