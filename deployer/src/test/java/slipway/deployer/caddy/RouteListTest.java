package slipway.deployer.caddy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.Route;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RouteListTest {
  private static final JsonMapper MAPPER = CaddyAdmin.MAPPER;
  private static final RouteJson JSON = new RouteJson("biz");
  private static final Route WEB = new Route("web", "a.test", "/", 8001, false);
  private static final Route API = new Route("api", "a.test", "/api", 8002, true);
  private static final String FILES = "{\"handle\":[{\"handler\":\"file_server\",\"n\":1.50}]}";
  private static final String OTHER = "{\"@id\":\"other-web\",\"match\":[{\"host\":[\"b.test\"]}]}";

  @Test
  void aRouteToAWholeDomain() {
    assertEquals(
        MAPPER.readTree(
            """
            {"@id":"biz-web","match":[{"host":["a.test"]}],"handle":[
              {"handler":"reverse_proxy","upstreams":[{"dial":"127.0.0.1:8001"}]}],"terminal":true}
            """),
        JSON.write(WEB));
  }

  @Test
  void aRouteToAPathMatchesThePathAndWhatIsBelowIt() {
    assertEquals(
        MAPPER.readTree(
            """
            {"@id":"biz-api","match":[{"host":["a.test"],"path":["/api","/api/*"]}],"handle":[
              {"handler":"rewrite","strip_path_prefix":"/api"},
              {"handler":"reverse_proxy","upstreams":[{"dial":"127.0.0.1:8002"}]}],"terminal":true}
            """),
        JSON.write(API));
  }

  @Test
  void whatWasWrittenIsReadBack() {
    Route keepsPath = new Route("keeps", "*.b.test", "/v1/x", 65535, false);
    JsonNode all = list().with(List.of(WEB, API, keepsPath), List.of());
    assertEquals(
        Map.of("web", WEB, "api", API, "keeps", keepsPath), new RouteList(JSON, all).ours());
  }

  @Test
  void strippingTheRootIsStrippingNothing() {
    Route both = new Route("web", "a.test", "/", 8001, true);
    assertEquals(WEB, both);
    assertEquals(both, JSON.read("web", JSON.write(both)));
  }

  @Test
  void oursStandFirstTheSpecificBeforeTheGeneralAndOthersKeepTheirOrder() {
    Route wild = new Route("wild", "*.test", "/a/long/path", 8003, false);
    JsonNode all = list(OTHER, FILES).with(List.of(wild, WEB, API), List.of());
    assertEquals(List.of("biz-api", "biz-web", "biz-wild", "other-web", ""), ids(all));
    assertEquals(FILES, all.get(4).toString());
  }

  @Test
  void droppingAndReplacingLeavesTheRest() {
    JsonNode before = list(FILES).with(List.of(WEB, API), List.of());
    Route moved = new Route("web", "a.test", "/", 9001, false);
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
    return new RouteList(JSON, MAPPER.readTree("[" + String.join(",", routes) + "]"));
  }

  private static List<String> ids(JsonNode routes) {
    List<String> ids = new ArrayList<>();
    routes.forEach(route -> ids.add(route.path("@id").stringValue("")));
    return ids;
  }
}
