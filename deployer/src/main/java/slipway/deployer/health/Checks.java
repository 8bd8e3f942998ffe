package slipway.deployer.health;

import java.net.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import slipway.deployer.process.SearchPath;
import slipway.deployer.reconcile.UnitStatus;
import slipway.manifest.Health;
import slipway.manifest.Http;
import slipway.manifest.Service;
import slipway.manifest.StorePath;

/// What a service's health settings ask for, as checks.
final class Checks {
  private static final Duration REQUEST = Duration.ofSeconds(5);
  private static final Duration COMMAND = Duration.ofSeconds(10);

  private final PortOwners owners;
  private final SocketTable sockets;
  private final Accounts accounts;
  private final SearchPath programs;
  private final Ticker ticker;

  Checks(Path proc, SearchPath programs, Ticker ticker) {
    this.owners = new PortOwners(proc);
    this.sockets = new SocketTable(proc);
    this.accounts = new Accounts(proc);
    this.programs = programs;
    this.ticker = ticker;
  }

  /// Cheap ones first; those after one that fails are not looked at.
  List<Check> of(Service service, String unit) {
    Health health = service.health();
    Integer port = port(service);
    List<Check> checks = new ArrayList<>();
    if (port != null) {
      boolean bySystemd = isHeldBySystemd(service, port);
      if (bySystemd) {
        checks.add(new AcceptCheck(sockets, unit, port));
      }
      if (health.path() != null) {
        checks.add(new HttpCheck(Client.INSTANCE, port, health.path(), host(service.http(), port)));
      } else if (!bySystemd) {
        checks.add(new TcpCheck(port));
      }
      // After the answer: until something listens there is no owner to ask about.
      checks.add(new PortCheck(owners, ticker, unit, port));
    }
    if (health.command() != null) {
      checks.add(command(service, health.command()));
    }
    return checks;
  }

  /// The path of a health command: a name is looked for in `bin`.
  static String resolve(StorePath storePath, String command) {
    return command.startsWith("/") ? command : storePath + "/bin/" + command;
  }

  private Check command(Service service, String command) {
    Optional<PrivilegeDrop> drop = PrivilegeDrop.of(programs);
    if (drop.isEmpty()) {
      return new Missing(programs);
    }
    return new CommandCheck(
        accounts, drop.get(), service, resolve(service.storePath(), command), COMMAND);
  }

  private static boolean isHeldBySystemd(Service service, int port) {
    Http http = service.http();
    return service.systemd().socket() && http != null && http.internalPort() == port;
  }

  private static @Nullable Integer port(Service service) {
    Http http = service.http();
    Integer own = service.health().port();
    return own != null || http == null ? own : Integer.valueOf(http.internalPort());
  }

  private static String host(@Nullable Http http, int port) {
    return http == null || http.domain().startsWith("*") ? "127.0.0.1:" + port : http.domain();
  }

  /// Made for the first check over HTTP, which few passes come to.
  private static final class Client {
    static final OkHttpClient INSTANCE =
        new OkHttpClient.Builder()
            .callTimeout(REQUEST)
            .followRedirects(false)
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .retryOnConnectionFailure(false)
            .proxy(Proxy.NO_PROXY)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
            .build();
  }

  /// @param places where the programs were looked for
  private record Missing(SearchPath places) implements Check {
    @Override
    public Finding look(UnitStatus unit) {
      return new Finding.Broken(
          "health.command needs setpriv of util-linux and env of coreutils to run as the service's"
              + " user; looked in "
              + places);
    }
  }
}
