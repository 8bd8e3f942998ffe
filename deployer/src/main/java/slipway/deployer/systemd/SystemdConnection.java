package slipway.deployer.systemd;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.connections.AbstractConnection;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.BaseConnectionBuilder;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.connections.impl.DirectConnection;
import org.freedesktop.dbus.connections.impl.DirectConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.CallbackHandler;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Peer;
import org.freedesktop.dbus.messages.MethodCall;
import org.jspecify.annotations.Nullable;
import slipway.deployer.systemd.bus.Manager;

/// One open connection to systemd. Once it broke it stays broken. Every method throws
/// DBusExecutionException where systemd refuses or does not answer.
final class SystemdConnection implements AutoCloseable {
  /// A daemon-reload of a large host takes longer than dbus-java's own 20 s.
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(90);

  /// Many times what an answer takes.
  private static final Duration GREETING = Duration.ofMillis(20);

  /// For a systemd that has just answered. A call on a breaking connection may never end.
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private static final String BUS_NAME = "org.freedesktop.systemd1";
  private static final String MANAGER = "/org/freedesktop/systemd1";
  private static final String PROPERTIES = "org.freedesktop.DBus.Properties";
  private static final byte NO_FLAGS = 0;

  static {
    MethodCall.setDefaultTimeout(CALL_TIMEOUT.toMillis());
  }

  private final AbstractConnection connection;
  private final @Nullable String destination;
  private final Remote remote;
  private final Manager manager;
  private final Jobs jobs;

  /// @param destination of messages, null where there is nobody else
  private SystemdConnection(
      AbstractConnection connection, @Nullable String destination, Remote remote, Jobs jobs)
      throws DBusException {
    this.connection = connection;
    this.destination = destination;
    this.remote = remote;
    this.jobs = jobs;
    this.manager = remote.object(MANAGER, Manager.class);
    connection.addSigHandler(
        Manager.JobRemoved.class, signal -> jobs.ended(signal.job(), signal.result()));
  }

  /// To systemd's own socket, which only root may use and which works without a bus.
  static SystemdConnection direct(String socket) throws DBusException, InterruptedException {
    Jobs jobs = new Jobs();
    DirectConnection connection =
        configured(DirectConnectionBuilder.forAddress("unix:path=" + socket), jobs).build();
    SystemdConnection systemd =
        new SystemdConnection(connection, null, connection::getRemoteObject, jobs);
    try {
      systemd.greet();
    } catch (DBusException | DBusExecutionException | InterruptedException no) {
      connection.disconnect();
      throw no;
    }
    return systemd;
  }

  /// Over a system bus.
  static SystemdConnection bus(DBusConnectionBuilder address) throws DBusException {
    Jobs jobs = new Jobs();
    DBusConnection connection = configured(address, jobs).withShared(false).build();
    SystemdConnection systemd =
        new SystemdConnection(
            connection,
            BUS_NAME,
            new Remote() {
              @Override
              public <T extends DBusInterface> T object(String path, Class<T> type)
                  throws DBusException {
                return connection.getRemoteObject(BUS_NAME, path, type);
              }
            },
            jobs);
    systemd.manager.subscribe();
    return systemd;
  }

  private static <B extends BaseConnectionBuilder<B, ?>> B configured(B builder, Jobs jobs) {
    return builder
        // One attempt; by default the library tries for 10 s to reach what is not there.
        .transportConfig()
        .withTimeout(0)
        .back()
        .withImportWeakReferences(true)
        .withDisconnectCallback(new Losing(jobs));
  }

  Manager manager() {
    return manager;
  }

  Jobs jobs() {
    return jobs;
  }

  /// A property of a unit, which systemd loads for that where need be.
  ///
  /// @param type as dbus-java maps the property's D-Bus type
  <T> T property(String unit, UnitInterface face, String name, Class<T> type) throws DBusException {
    return ask(unit, face, name, type).answer();
  }

  /// The same, without waiting for the answer. Without an object that stands for the unit, which
  /// the library makes anew for each.
  <T> Asked<T> ask(String unit, UnitInterface face, String name, Class<T> type)
      throws DBusException {
    MethodCall call =
        connection
            .getMessageFactory()
            .createMethodCall(
                destination,
                face.path(unit),
                PROPERTIES,
                "Get",
                NO_FLAGS,
                "ss",
                face.dbusName(),
                name);
    connection.sendMessage(call);
    return new Asked<>(call, type);
  }

  /// False from the moment that the connection is known to be broken.
  boolean isOpen() {
    return connection.isConnected() && !jobs.areLost();
  }

  /// Whether systemd answers. Asked after a failure: a call that broke with the connection can end
  /// before the connection is known to be broken.
  boolean answers() throws InterruptedException {
    try {
      return isOpen() && ping(ANSWER) && isOpen();
    } catch (DBusException | DBusExecutionException | RejectedExecutionException _) {
      return false;
    }
  }

  @Override
  public void close() {
    connection.disconnect();
  }

  /// systemd leaves a message unread that came with the last line of the authentication in one
  /// read, until something more comes. So it is greeted until it answers.
  private void greet() throws DBusException, InterruptedException {
    long deadline = System.nanoTime() + CALL_TIMEOUT.toNanos();
    while (!ping(GREETING)) {
      if (!isOpen()) {
        // As when systemd re-executes itself under a connection that it has not taken up yet.
        throw new DBusException("the connection broke before an answer came");
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new DBusException("no answer within " + CALL_TIMEOUT.toSeconds() + " s");
      }
    }
  }

  private boolean ping(Duration patience) throws DBusException, InterruptedException {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    connection.callWithCallback(
        remote.object(MANAGER, Peer.class),
        "Ping",
        new CallbackHandler<@Nullable Void>() {
          @Override
          public void handle(@Nullable Void nothing) {
            answer.complete(true);
          }

          @Override
          public void handleError(DBusExecutionException broken) {
            answer.complete(false);
          }
        });
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException never) {
      throw new AssertionError(never);
    }
  }

  /// Direct connections know no bus names, and the library has no common type for both.
  private interface Remote {
    <T extends DBusInterface> T object(String path, Class<T> type) throws DBusException;
  }

  private record Losing(Jobs jobs) implements IDisconnectCallback {
    @Override
    public void disconnectOnError(IOException cause) {
      jobs.lose();
    }

    @Override
    public void requestedDisconnect(Integer connection) {
      jobs.lose();
    }
  }
}
