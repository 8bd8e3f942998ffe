package slipway.deployer.caddy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.deployer.plan.Route;
import slipway.deployer.plan.RouteTable;
import slipway.deployer.reconcile.HostException;

class CaddyRoutesTest {
  private static final Route WEB = new Route("web", "a.test", "/", 8001, null, false);
  private static final String FILES =
      """
      {"apps":{"http":{"servers":{"srv0":{"listen":[":80"],"routes":[{"handle":[]}]}}},"tls":{}}}
      """;

  @Test
  void theRoutesOfAServerThatExistsAreReplaced() throws Exception {
    try (FakeCaddy caddy = new FakeCaddy(FILES);
        CaddyRoutes routes = routes(caddy)) {
      routes.update(List.of(WEB), List.of());
      assertEquals(List.of("PATCH /config/apps/http/servers/srv0/routes"), caddy.writes);
      assertEquals(new RouteTable.Known(Map.of("web", WEB)), routes.observe());
      assertEquals(
          "{\"handle\":[]}", caddy.config().at("/apps/http/servers/srv0/routes/1").toString());
      assertTrue(caddy.config().at("/apps/tls").isObject());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://[::1]:1", "http://caddy_admin:1", "http://caddy.invalid:1"})
  void anAddressAtWhichNobodyAnswersIsTroubleAndNoBug(String address) {
    try (CaddyRoutes routes =
        new CaddyRoutes(
            AdminAddress.parse(address), "test", Path.of("/standby"), "srv0", List.of(":443"))) {
      assertInstanceOf(RouteTable.Unavailable.class, routes.observe());
    }
  }

  @Test
  void aServerThatIsMissingIsMadeWithItsAddresses() throws Exception {
    for (String config : List.of("null", "{}", "{\"apps\":{\"http\":{\"servers\":{}}}}")) {
      try (FakeCaddy caddy = new FakeCaddy(config);
          CaddyRoutes routes = routes(caddy)) {
        assertEquals(new RouteTable.Known(Map.of()), routes.observe());
        routes.update(List.of(WEB), List.of());
        assertEquals(List.of("PUT /config/apps/http/servers/srv0"), caddy.writes);
        assertEquals("[\":443\"]", caddy.config().at("/apps/http/servers/srv0/listen").toString());
        assertEquals(new RouteTable.Known(Map.of("web", WEB)), routes.observe());
      }
    }
  }

  @Test
  void aServerWithoutRoutesGetsThem() throws Exception {
    try (FakeCaddy caddy =
            new FakeCaddy("{\"apps\":{\"http\":{\"servers\":{\"srv0\":{\"listen\":[]}}}}}");
        CaddyRoutes routes = routes(caddy)) {
      routes.update(List.of(WEB), List.of());
      assertEquals(List.of("PUT /config/apps/http/servers/srv0/routes"), caddy.writes);
    }
  }

  @Test
  void anOlderCaddyIsAskedWithoutAWordOfStreams() throws Exception {
    try (FakeCaddy caddy = new FakeCaddy(FILES)) {
      caddy.unknown = "stream_close_delay";
      try (CaddyRoutes routes = routes(caddy)) {
        routes.update(List.of(WEB), List.of());
        assertEquals(new RouteTable.Known(Map.of("web", WEB)), routes.observe());
      }
      // Another process finds what it would write itself.
      try (CaddyRoutes routes = routes(caddy)) {
        assertEquals(new RouteTable.Known(Map.of("web", WEB)), routes.observe());
      }
      assertEquals(1, caddy.writes.size());
    }
  }

  @Test
  void nothingIsWrittenWhereNothingDiffers() throws Exception {
    try (FakeCaddy caddy = new FakeCaddy(FILES);
        CaddyRoutes routes = routes(caddy)) {
      routes.update(List.of(), List.of("absent"));
      assertEquals(List.of(), caddy.writes);
      routes.update(List.of(WEB), List.of());
      routes.update(List.of(WEB), List.of("absent"));
      assertEquals(1, caddy.writes.size());
    }
  }

  @Test
  void aChangeBySomebodyElseMeanwhileIsKept() throws Exception {
    try (FakeCaddy caddy = new FakeCaddy(FILES);
        CaddyRoutes routes = routes(caddy)) {
      caddy.meanwhile.add(
          () -> caddy.change(FILES.replace("[{\"handle\":[]}]", "[{\"group\":\"x\"}]")));
      routes.update(List.of(WEB), List.of());
      assertEquals(
          "x", caddy.config().at("/apps/http/servers/srv0/routes/1/group").stringValue(""));
    }
  }

  @Test
  void changesWithoutEndAreGivenUpOn() throws Exception {
    try (FakeCaddy caddy = new FakeCaddy(FILES);
        CaddyRoutes routes = routes(caddy)) {
      for (int i = 0; i < 20; i++) {
        caddy.meanwhile.add(() -> caddy.change(FILES));
      }
      HostException lost =
          assertThrows(HostException.class, () -> routes.update(List.of(WEB), List.of()));
      assertTrue(lost.getMessage().contains("changed by somebody else 6 times"));
      assertEquals(List.of(), caddy.writes);
    }
  }

  @Test
  void whatCaddyRefusesIsSaidInItsOwnWords() throws Exception {
    try (FakeCaddy caddy = new FakeCaddy(FILES);
        CaddyRoutes routes = routes(caddy)) {
      caddy.refusal = "listen tcp :80: address in use";
      HostException refused =
          assertThrows(HostException.class, () -> routes.update(List.of(WEB), List.of()));
      assertEquals(
          "Caddy at "
              + caddy.address()
              + " refused the routes with HTTP 500: “listen tcp :80: address in use”",
          refused.getMessage());
    }
  }

  @Test
  void aCaddyThatIsAwayIsAnAnswer() throws Exception {
    String address;
    try (FakeCaddy gone = new FakeCaddy("{}")) {
      address = gone.address();
    }
    try (CaddyRoutes routes = routes(address)) {
      RouteTable.Unavailable away =
          assertInstanceOf(RouteTable.Unavailable.class, routes.observe());
      assertTrue(
          away.reason().startsWith("cannot reach Caddy's admin API at " + address), away.reason());
      assertTrue(away.reason().contains("is caddy.service running"));
      assertThrows(HostException.class, () -> routes.update(List.of(WEB), List.of()));
    }
    try (CaddyRoutes routes = routes("unix//nowhere/admin.sock")) {
      assertInstanceOf(RouteTable.Unavailable.class, routes.observe());
    }
  }

  private static CaddyRoutes routes(FakeCaddy caddy) {
    return routes(caddy.address());
  }

  private static CaddyRoutes routes(String address) {
    return new CaddyRoutes(
        AdminAddress.parse(address),
        "biz",
        Path.of("/var/lib/biz-deployer/standby"),
        "srv0",
        List.of(":443"));
  }
}
