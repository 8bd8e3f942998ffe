package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.Slipway;
import slipway.e2e.site.Site;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// From an empty bucket on, with nothing but what `slipway init` makes and prints.
@OnSite
class FreshBucketTest {
  @Test
  void initPushAndSyncAreEnough(Site site) {
    String directory = "/home/developer/" + site.namespace();
    Slipway slipway = new Slipway(site.host(), directory, Ground.CREDENTIALS);
    slipway.write("web.json", site.web("a", "1").without("artifact").toString());
    S3Endpoint endpoint = site.ground().radosgw().endpoint();
    String printed =
        slipway
            .run(
                "init",
                "--bucket",
                site.bucket().bucket(),
                "--endpoint",
                endpoint.address().toString(),
                "--host",
                Site.HOST)
            .orFail()
            .out();
    ObjectNode settings = (ObjectNode) JsonMapper.shared().readTree(printed);
    settings.put("namespace", site.namespace()).set("caddy", site.settings().get("caddy"));
    site.host().write(site.settingsFile(), settings.toString());
    String path = site.ground().closure(Kind.WEB, "1");
    slipway.run("push", site.name("a"), path, "-f", "web.json").orFail();
    site.sync(0);
    site.assertAnswers("a", "web 1");
    assertEquals(path, site.profile("a"));
  }

  @Test
  void initTwiceChangesNothing(Site site) {
    String directory = "/home/developer/" + site.namespace();
    site.host().exec("mkdir", "-p", directory).orFail();
    Slipway slipway = new Slipway(site.host(), directory, Ground.CREDENTIALS);
    String endpoint = site.ground().radosgw().endpoint().address().toString();
    String bucket = site.bucket().bucket();
    String first = slipway.run("init", "--bucket", bucket, "--endpoint", endpoint).orFail().out();
    String manifest = site.bucket().text("manifest.json");
    assertEquals(first, slipway.run("init").orFail().out());
    assertEquals(manifest, site.bucket().text("manifest.json"));
  }
}
