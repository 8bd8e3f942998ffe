package slipway.deployer.caddy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import slipway.deployer.plan.RouteTable;

/// A Caddy of one test's own, from the host's package.
record RealCaddy(Process process, String admin) implements AutoCloseable {
  /// @param admin as Caddy's `admin` option writes it
  /// @param apps JSON
  static RealCaddy start(Path directory, String admin, String apps) throws Exception {
    Path config = directory.resolve("caddy.json");
    Files.writeString(
        config,
        "{\"admin\":{\"listen\":\"%s\",\"config\":{\"persist\":false}},\"apps\":%s}"
            .formatted(admin, apps));
    ProcessBuilder builder =
        new ProcessBuilder("/usr/bin/caddy", "run", "--config", config.toString());
    builder.environment().put("HOME", directory.toString());
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile());
    RealCaddy caddy = new RealCaddy(builder.start(), admin);
    try (CaddyRoutes routes = caddy.routes("any", "any")) {
      for (int i = 0; routes.observe() instanceof RouteTable.Unavailable(var why); i++) {
        if (i == 200) {
          throw new IllegalStateException(why + "\n" + Files.readString(directory.resolve("log")));
        }
        Thread.sleep(25);
      }
    }
    return caddy;
  }

  CaddyRoutes routes(String namespace, String server, String... listen) {
    return routes(
        Path.of("/var/lib/" + namespace + "-deployer/standby"), namespace, server, listen);
  }

  CaddyRoutes routes(Path standby, String namespace, String server, String... listen) {
    return new CaddyRoutes(AdminAddress.parse(admin), namespace, standby, server, List.of(listen));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
