package slipway.e2e.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import slipway.e2e.ground.Documents;
import slipway.e2e.site.Site;
import slipway.manifest.Generation;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.ManifestSignature;
import slipway.manifest.Reading;
import slipway.manifest.ServiceJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A bucket whose manifests and reports hold what is to make a page do something.
final class HostileFleet {
  static final List<String> TEXTS =
      List.of(
          "<script>document.title='owned'</script>",
          "\"><img src=http://127.0.0.1:1/owned onerror=\"document.title='owned'\">",
          "</pre></style></title><svg onload=alert(1)><h1>owned</h1>",
          "javascript:alert(1) {{7*7}} ${7*7} <%= 7*7 %>",
          "<meta http-equiv=refresh content=0;url=http://127.0.0.1:1/owned>",
          "\u202egpj.exe\u2066 \u0007\u001b[31m red",
          "x".repeat(10_000));

  private final Site site;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private HostileFleet(Site site) {
    this.site = site;
  }

  /// Of seven hosts, each with a text of its own, two of which are silent.
  static void fill(Site site) {
    HostileFleet fleet = new HostileFleet(site);
    fleet.publish(Generation.next(null, fleet.now.minusSeconds(3600)), "1");
    byte[] current = fleet.publish(Generation.next(null, fleet.now.minusSeconds(60)), "2");
    String wanted = ServiceJson.fingerprint(read(current).services().getFirst());
    for (int i = 0; i < TEXTS.size(); i++) {
      fleet.report("host-" + i, TEXTS.get(i), wanted, i % 3 == 2 ? "deployed" : "rolled-back");
    }
    site.bucket().put("status/broken.json", TEXTS.getFirst().getBytes(UTF_8), Map.of());
  }

  private static Manifest read(byte[] manifest) {
    return switch (ManifestReader.read(manifest)) {
      case Reading.Valid(var valid) -> valid;
      case Reading.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }

  private byte[] publish(Instant generation, String version) {
    ObjectNode service = site.web("shop", version);
    service.put("revision", TEXTS.get(1)).putObject("env").put("TOKEN", "s3cret-" + version);
    service.putArray("hosts").add("silent");
    for (int i = 0; i < TEXTS.size(); i++) {
      service.withArrayProperty("hosts").add("host-" + i);
    }
    service.withObjectProperty("exec").putArray("args").add(TEXTS.get(2)).add(TEXTS.getLast());
    ObjectNode manifest =
        (ObjectNode) JsonMapper.shared().readTree(Site.manifest(generation, service));
    manifest.put("pushedBy", TEXTS.getFirst());
    manifest
        .putObject("freeze")
        .put("reason", TEXTS.get(4))
        .put("by", TEXTS.get(2))
        .put("since", generation.toString());
    byte[] bytes = manifest.toString().getBytes(UTF_8);
    String signature = ManifestSignature.sign(bytes, List.of(site.manifestKey()));
    site.publish(bytes, signature);
    site.bucket()
        .put(
            "manifests/manifest-" + Generation.archiveName(generation) + ".json",
            bytes,
            Map.of("signature", signature));
    return bytes;
  }

  private void report(String host, String text, String wanted, String state) {
    ObjectNode report =
        Documents.object()
            .put("version", 1)
            .put("host", host)
            .put("namespace", text)
            .put("deployer", text)
            .put("at", now.toString())
            .put("problem", text)
            .put("running", false);
    report.putObject("poll").put("mode", "daemon").put("intervalSec", 300);
    report.putObject("trust").withArrayProperty("manifest").add(text);
    report.withObjectProperty("trust").putArray("cache");
    report
        .putObject("accepted")
        .put("generation", now.minusSeconds(60).toString())
        .put("digest", "0".repeat(64))
        .put("at", now.toString());
    report
        .putObject("paused")
        .put("until", now.plusSeconds(3600).toString())
        .put("reason", text)
        .put("by", text);
    ObjectNode service =
        report
            .putArray("services")
            .addObject()
            .put("name", site.name("shop"))
            .put("wanted", wanted)
            .put("state", state)
            .put("release", 3)
            .put("storePath", "/nix/store/" + "0".repeat(32) + "-shop-1")
            .put("revision", text)
            .put("since", now.minusSeconds(7200).toString())
            .put("health", "healthy")
            .put("restarts", 2);
    service.putObject("error").put("message", text).put("at", now.toString());
    site.bucket().put("status/" + host + ".json", report.toString().getBytes(UTF_8), Map.of());
  }
}
