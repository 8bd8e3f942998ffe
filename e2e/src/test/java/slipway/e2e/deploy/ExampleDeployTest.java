package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Example;
import slipway.e2e.host.Closures;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.host.Slipway;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Each example is pushed and runs, with a program that does what its note says.
@OnSite
class ExampleDeployTest {
  private static final String FOLDER = "/home/developer/example";

  @Test
  void everyExampleIsDeployedHereOrOnTwoHosts() {
    assertEquals(
        List.of("api", "nightly-job", "shop", "site", "two-hosts", "web", "worker"), Example.all());
  }

  @Test
  void theSiteIsBuiltByItsOwnFileAndShown(Site site) {
    Example example = routed(site, "site");
    for (String file : List.of("default.nix", "public/index.html")) {
      site.host().write(FOLDER + "/" + file, example.file(file));
    }
    String path =
        site.host().developer(List.of("nix-build", "--no-out-link", FOLDER)).orFail().text();
    deploy(site, example, path);
    site.assertAnswers("site", example.file("public/index.html").strip());
  }

  @Test
  void theWebServiceAnswers(Site site) {
    Example example = routed(site, "web");
    deploy(site, example, closure(site, example, Kind.WEB));
    site.assertAnswers("web", "web 1");
  }

  @Test
  void theShopRunsAsOneOfTwoInstances(Site site) {
    Example example = routed(site, "shop");
    example.entry().withObjectProperty("http").put("standbyPort", site.port("shop-standby"));
    deploy(site, example, closure(site, example, Kind.WEB));
    site.assertAnswers("shop", "shop 1");
  }

  @Test
  void theApiFindsItsDatabaseInTheFileOfSecrets(Site site) {
    Example example = routed(site, "api");
    example.entry().put("envFile", site.secrets() + "/api.env");
    site.host().write(site.secrets() + "/api.env", "DATABASE_URL=postgresql:///api\n");
    deploy(site, example, closure(site, example, Kind.ENV));
    String environment = Http.site(site.domain("api"), "/api/cgi-bin/env").body();
    assertTrue(environment.contains("DATABASE_URL=postgresql:///api\n"), environment);
    assertTrue(environment.contains("LOG_LEVEL=info\n"), environment);
  }

  @Test
  void theWorkerSaysThatItIsReadyAndKeepsItsState(Site site) {
    Example example = Example.of("worker").called(site.name("worker")).on(Site.HOST);
    example.entry().put("envFile", site.secrets() + "/worker.env");
    site.host().write(site.secrets() + "/worker.env", "TOKEN=none\n");
    String path =
        site.ground()
            .closures()
            .programs(
                "worker",
                Map.of(
                    "worker",
                    """
                    echo "$TOKEN $*" >"$DATA_DIR/began"
                    exec systemd-notify --ready --exec ";" sleep 86400
                    """,
                    "worker-health",
                    "test \"$DATA_DIR\" = /var/lib/worker\n"));
    deploy(site, example, path);
    assertEquals("active", site.units().activeState(site.unit("worker")));
    assertEquals("none --queue default", text(site, "/var/lib/private/worker/began"));
    site.host().exec("rm", "-r", "/var/lib/private/worker", "/var/lib/worker").orFail();
  }

  @Test
  void theNightlyJobWritesWhereItMay(Site site) {
    Example example = Example.of("nightly-job").called(site.name("nightly-job")).on(Site.HOST);
    String path =
        site.ground()
            .closures()
            .programs("nightly-job", Map.of("nightly-job", "id -un >/var/backups/nightly-job\n"));
    site.host().exec("install", "-d", "-o", "backup", "/var/backups").orFail();
    deploy(site, example, path);
    assertEquals("active", site.units().activeState(site.name("nightly-job") + ".timer"));
    site.host().exec("systemctl", "start", site.unit("nightly-job")).orFail();
    assertEquals("backup", text(site, "/var/backups/nightly-job"));
  }

  @Test
  void theFolderOfServicesIsAppliedWithTheStorePathsThatItsNixFileAdds(Site site) {
    Closures closures = site.ground().closures();
    String web = closures.web("web", "1");
    String report = closures.programs("report", Map.of("report", "test \"$*\" = --yesterday\n"));
    JsonNode files = NixCode.on(site.host()).services(Map.of("web", web, "report", report));
    assertEquals(Set.of("report.json", "web.json"), Set.copyOf(files.propertyNames()));
    ((ObjectNode) files.at("/web.json/http"))
        .put("domain", site.domain("web"))
        .put("internalPort", site.port("web"));
    Slipway slipway = site.slipway();
    files
        .properties()
        .forEach(file ->
            slipway.write("services/" + site.name(file.getKey()), file.getValue().toString()));
    assertEquals(10, slipway.run("apply", "services", "--dry-run").exit());
    slipway.run("apply", "services").orFail();
    site.sync(0);
    site.assertAnswers("web", "web 1");
    assertEquals("active", site.units().activeState(site.name("report") + ".timer"));
    site.host().exec("systemctl", "start", site.unit("report")).orFail();
    slipway.run("apply", "services", "--dry-run").orFail();
  }

  private static Example routed(Site site, String name) {
    return Example.of(name)
        .called(site.name(name))
        .on(Site.HOST)
        .at(site.domain(name), site.port(name));
  }

  private static String closure(Site site, Example example, Kind kind) {
    return site.ground().closures().build(example.command(), "1", kind);
  }

  private static void deploy(Site site, Example example, String path) {
    Slipway slipway = site.slipway();
    slipway.write("service.json", example.entry().toString());
    String name = example.entry().path("name").asString();
    slipway.run("push", name, path, "-f", "service.json").orFail();
    site.sync(0);
  }

  private static String text(Site site, String file) {
    return site.host().exec("cat", file).orFail().text();
  }
}
