package slipway.deployer.caddy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.deployer.plan.Route;
import slipway.deployer.plan.RouteTable;
import slipway.deployer.plan.Side;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.state.StandbyFiles;

/// Against the Caddy of the host this runs on.
@Tag("host")
class CaddyHostTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void routesAreMadeReadServedAndDropped(boolean unix) throws Exception {
    int port = RealCaddy.freePort();
    String admin = unix ? "unix/" + directory + "/admin.sock" : "localhost:" + RealCaddy.freePort();
    try (RealCaddy caddy = RealCaddy.start(directory, admin, plainHttp(port));
        CaddyRoutes routes = caddy.routes("biz", "web", "127.0.0.1:" + port);
        Backend web = Backend.start("web");
        Backend api = Backend.start("api")) {
      Route whole = new Route("web", "a.test", "/", web.port(), null, false);
      Route below = new Route("api", "a.test", "/api", api.port(), null, true);
      routes.update(List.of(whole, below), List.of());
      assertEquals(new RouteTable.Known(Map.of("web", whole, "api", below)), routes.observe());
      assertEquals("web /", get(port, "/"));
      assertEquals("api /", get(port, "/api"));
      assertEquals("api /x?y=1", get(port, "/api/x?y=1"));
      assertEquals("web /apiary", get(port, "/apiary"));
      routes.update(List.of(), List.of("api"));
      assertEquals("web /api", get(port, "/api"));
      assertEquals(new RouteTable.Known(Map.of("web", whole)), routes.observe());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/shop"})
  void visitorsAreLedToTheOtherInstanceWithoutAWrite(String path) throws Exception {
    int port = RealCaddy.freePort();
    Path standby = directory.resolve("two.instances/standby");
    StandbyFiles files = new StandbyFiles(standby);
    try (RealCaddy caddy =
            RealCaddy.start(directory, "localhost:" + RealCaddy.freePort(), plainHttp(port));
        CaddyRoutes routes = caddy.routes(standby, "biz", "web", "127.0.0.1:" + port);
        Backend internal = Backend.start("internal");
        Backend other = Backend.start("standby")) {
      Route two = new Route("shop-1", "a.test", path, internal.port(), other.port(), true);
      routes.update(List.of(two), List.of());
      assertEquals("internal /", get(port, path));
      for (int round = 0; round < 20; round++) {
        files.point("shop-1", Side.STANDBY);
        assertEquals("standby /", get(port, path));
        assertEquals(Set.of("shop-1"), files.standby());
        files.point("shop-1", Side.INTERNAL);
        assertEquals("internal /", get(port, path));
        assertEquals(Set.of(), files.standby());
      }
      assertEquals(new RouteTable.Known(Map.of("shop-1", two)), routes.observe());
    }
  }

  @Test
  void ourRoutesAreReachedBeforeAFileServerThatAnswersEverything() throws Exception {
    int port = RealCaddy.freePort();
    String apps =
        """
        {"http":{"http_port":%1$d,"servers":{"srv0":{"listen":["127.0.0.1:%1$d"],"routes":[
          {"handle":[{"handler":"static_response","body":"default","status_code":"200"}]}]}}}}
        """
            .formatted(port);
    try (RealCaddy caddy = RealCaddy.start(directory, "localhost:" + RealCaddy.freePort(), apps);
        CaddyRoutes routes = caddy.routes("biz", "srv0", ":1");
        Backend web = Backend.start("web")) {
      assertEquals("default", get(port, "/"));
      routes.update(List.of(new Route("web", "a.test", "/", web.port(), null, false)), List.of());
      assertEquals("web /", get(port, "/"));
      routes.update(List.of(), List.of("web"));
      assertEquals("default", get(port, "/"));
    }
  }

  @Test
  void twoWhoChangeRoutesAtOnceLoseNothing() throws Exception {
    int port = RealCaddy.freePort();
    String apps =
        "{\"http\":{\"http_port\":%1$d,\"servers\":{\"srv0\":{\"listen\":[\"127.0.0.1:%1$d\"]}}}}"
            .formatted(port);
    try (RealCaddy caddy = RealCaddy.start(directory, "localhost:" + RealCaddy.freePort(), apps);
        CaddyRoutes ours = caddy.routes("biz", "srv0");
        CaddyRoutes theirs = caddy.routes("lab", "srv0");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> done = new ArrayList<>();
      for (CaddyRoutes routes : List.of(ours, theirs)) {
        done.add(threads.submit(addTen(routes)));
      }
      for (Future<Integer> each : done) {
        assertEquals(10, each.get());
      }
      for (CaddyRoutes routes : List.of(ours, theirs)) {
        assertEquals(
            10, assertInstanceOf(RouteTable.Known.class, routes.observe()).routes().size());
      }
    }
  }

  @Test
  void whatCaddyRefusesChangesNothing() throws Exception {
    try (RealCaddy caddy = RealCaddy.start(directory, "localhost:" + RealCaddy.freePort(), "{}");
        CaddyRoutes routes = caddy.routes("biz", "srv0", "192.0.2.77:80")) {
      HostException refused =
          assertThrows(
              HostException.class,
              () ->
                  routes.update(
                      List.of(new Route("web", "a.test", "/", 1, null, false)), List.of()));
      assertTrue(refused.getMessage().contains("refused the routes"), refused.getMessage());
      assertEquals(new RouteTable.Known(Map.of()), routes.observe());
    }
  }

  /// On any other port Caddy turns to HTTPS as soon as a route names a host.
  private static String plainHttp(int port) {
    return "{\"http\":{\"http_port\":" + port + "}}";
  }

  private static Callable<Integer> addTen(CaddyRoutes routes) {
    return () -> {
      int added = 0;
      while (added < 10) {
        Route route = new Route("s" + added, "s" + added + ".test", "/", 8000 + added, null, false);
        try {
          routes.update(List.of(route), List.of());
          added++;
        } catch (HostException lost) {
          assertTrue(lost.getMessage().contains("changed by somebody else"), lost.getMessage());
        }
      }
      return added;
    };
  }

  private static String get(int port, String path) throws Exception {
    Request request =
        new Request.Builder()
            .url("http://127.0.0.1:" + port + path)
            .header("Host", "a.test")
            .build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return response.body().string();
    }
  }

  /// Answers with its name and the path that it was asked for.
  private record Backend(HttpServer server) implements AutoCloseable {
    static Backend start(String name) throws Exception {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = (name + " " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return new Backend(server);
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
