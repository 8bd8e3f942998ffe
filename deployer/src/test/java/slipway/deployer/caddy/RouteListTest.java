package slipway.deployer.caddy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.Route;
import slipway.manifest.JsonTree;
import tools.jackson.databind.JsonNode;

class RouteListTest {
  private static final RouteJson JSON =
      new RouteJson("biz", Path.of("/var/lib/biz-deployer/standby"), true);
  private static final Route WEB = new Route("web", "a.test", "/", 8001, null, false);
  private static final Route API = new Route("api", "a.test", "/api", 8002, null, true);
  private static final Route TWO = new Route("two", "a.test", "/two", 8001, 8002, true);
  private static final String FILES = "{\"handle\":[{\"handler\":\"file_server\",\"n\":1.50}]}";
  private static final String OTHER = "{\"@id\":\"other-web\",\"match\":[{\"host\":[\"b.test\"]}]}";

  @Test
  void aRouteToAWholeDomain() {
    assertEquals(
        json(
            """
            {"@id":"biz-web","match":[{"host":["a.test"]}],"handle":[
              {"handler":"reverse_proxy","upstreams":[{"dial":"127.0.0.1:8001"}],
                "stream_close_delay":"1h"}],"terminal":true}
            """),
        JSON.write(WEB));
  }

  @Test
  void aRouteToAPathMatchesThePathAndWhatIsBelowIt() {
    assertEquals(
        json(
            """
            {"@id":"biz-api","match":[{"host":["a.test"],"path":["/api","/api/*"]}],"handle":[
              {"handler":"rewrite","strip_path_prefix":"/api"},
              {"handler":"reverse_proxy","upstreams":[{"dial":"127.0.0.1:8002"}],
                "stream_close_delay":"1h"}],"terminal":true}
            """),
        JSON.write(API));
  }

  @Test
  void aRouteToTwoInstancesLooksForAFileAtEveryRequest() {
    assertEquals(
        json(
            """
            {"@id":"biz-two","match":[{"host":["a.test"],"path":["/two","/two/*"]}],"handle":[
              {"handler":"rewrite","strip_path_prefix":"/two"},
              {"handler":"subroute","routes":[
                {"match":[{"file":{"root":"/var/lib/biz-deployer/standby","try_files":["/two"]}}],
                 "handle":[{"handler":"reverse_proxy","upstreams":[{"dial":"127.0.0.1:8002"}],
                   "stream_close_delay":"1h"}],
                 "terminal":true},
                {"handle":[{"handler":"reverse_proxy","upstreams":[{"dial":"127.0.0.1:8001"}],
                   "stream_close_delay":"1h"}]}]}],
             "terminal":true}
            """),
        JSON.write(TWO));
  }

  @Test
  void whatWasWrittenIsReadBack() {
    Route keepsPath = new Route("keeps", "*.b.test", "/v1/x", 65535, null, false);
    JsonNode all = list().with(List.of(WEB, API, keepsPath, TWO), List.of());
    assertEquals(
        Map.of("web", WEB, "api", API, "keeps", keepsPath, "two", TWO),
        new RouteList(JSON, all).ours());
  }

  @Test
  void whatAnOlderCaddyWasGivenIsTheSameRoute() {
    for (Route route : List.of(WEB, TWO)) {
      assertEquals(route, JSON.read(route.service(), JSON.withoutStreams().write(route)));
    }
  }

  @Test
  void strippingTheRootIsStrippingNothing() {
    Route both = new Route("web", "a.test", "/", 8001, null, true);
    assertEquals(WEB, both);
    assertEquals(both, JSON.read("web", JSON.write(both)));
  }

  @Test
  void oursStandFirstTheSpecificBeforeTheGeneralAndOthersKeepTheirOrder() {
    Route wild = new Route("wild", "*.test", "/a/long/path", 8003, null, false);
    JsonNode all = list(OTHER, FILES).with(List.of(wild, WEB, API), List.of());
    assertEquals(List.of("biz-api", "biz-web", "biz-wild", "other-web", ""), ids(all));
    assertEquals(FILES, all.get(4).toString());
  }

  @Test
  void droppingAndReplacingLeavesTheRest() {
    JsonNode before = list(FILES).with(List.of(WEB, API), List.of());
    Route moved = new Route("web", "a.test", "/", 9001, null, false);
    JsonNode after = new RouteList(JSON, before).with(List.of(moved), List.of("api", "absent"));
    assertEquals(List.of("biz-web", ""), ids(after));
    assertEquals(Map.of("web", moved), new RouteList(JSON, after).ours());
  }

  @Test
  void aRouteThatSomebodyEditedIsKnownButNotAsOneOfOurs() {
    String edited = JSON.write(WEB).put("terminal", false).toString();
    Map<String, Route> ours = list(edited).ours();
    assertTrue(ours.containsKey("web"));
    assertNull(ours.get("web"));
    assertNull(list("{\"@id\":\"biz-web\"}").ours().get("web"));
  }

  @Test
  void aRouteThatIsThereTwiceIsReplacedByOne() {
    String web = JSON.write(WEB).toString();
    RouteList twice = list(web, FILES, web);
    assertNull(twice.ours().get("web"));
    assertEquals(List.of("biz-web", ""), ids(twice.with(List.of(WEB), List.of())));
  }

  @Test
  void routesOfAnotherNamespaceAreForeign() {
    assertEquals(Map.of(), list("{\"@id\":\"bizarre-web\"}", "{\"@id\":\"biz-\"}").ours());
  }

  private static RouteList list(String... routes) {
    return new RouteList(JSON, json("[" + String.join(",", routes) + "]"));
  }

  private static JsonNode json(String text) {
    return JsonTree.read(text.getBytes(UTF_8));
  }

  private static List<String> ids(JsonNode routes) {
    List<String> ids = new ArrayList<>();
    routes.forEach(route -> ids.add(route.path("@id").stringValue("")));
    return ids;
  }
}
