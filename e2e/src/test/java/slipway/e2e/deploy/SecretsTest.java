package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Caddy;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http;
import slipway.e2e.host.Output;
import slipway.e2e.host.Slipway;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// What is secret stays where it was put.
@OnSite
class SecretsTest {
  private static final String VALUE = "the-value-that-nobody-may-see";

  @Test
  void noSecretShowsAnywhere(Site site) {
    site.host().write(site.secrets() + "/a.env", "TOKEN=" + VALUE + "\n");
    ObjectNode entry = site.entry("a", Kind.ENV, "1");
    entry.put("envFile", site.secrets() + "/a.env");
    Slipway slipway = site.slipway();
    slipway.write("a.json", entry.without("artifact").toString());
    site.deployer().startDaemon(site.daemon(), site.namespace());
    String path = site.ground().closure(Kind.ENV, "1");
    Output push = slipway.run("push", site.name("a"), path, "-f", "a.json").orFail();
    Http.await(
        site.domain("a"),
        "/cgi-bin/env",
        Duration.ofSeconds(15),
        answer -> answer.body().contains("TOKEN=" + VALUE));
    String daemon = processes(site);
    site.publish(site.entry("a", Kind.CRASH, "1").put("envFile", site.secrets() + "/a.env"));
    site.host().exec("systemctl", "stop", site.daemon()).orFail();
    Map<String, String> places = places(site, push.out() + push.err() + daemon);
    for (String secret : secrets(site)) {
      places.forEach(
          (place, text) -> assertFalse(text.contains(secret), () -> "a secret is in " + place));
    }
    assertTrue(places.getOrDefault("the journal", "").contains("action="), "the journal was read");
    assertTrue(places.getOrDefault("the units", "").contains("EnvironmentFile="));
    assertTrue(places.getOrDefault("the bucket", "").contains("rolled-back"), "with the report");
  }

  private static List<String> secrets(Site site) {
    return List.of(
        VALUE,
        site.ground().radosgw().endpoint().secretKey(),
        secretHalf(site.manifestKey().secretText()),
        secretHalf(site.ground().cacheKey().secretText()));
  }

  /// The beginning of the key: its end is the public half.
  private static String secretHalf(String key) {
    return key.substring(key.indexOf(':') + 1).substring(0, 40);
  }

  private static Map<String, String> places(Site site, String before) {
    return Map.of(
        "the output of push, or the processes while the daemon ran", before,
        "the output of sync", said(site, "sync", "--verbose"),
        "the status", said(site, "status") + said(site, "status", "--json"),
        "the plan", said(site, "plan", "--verbose"),
        "the journal", shell(site, "journalctl --sync; journalctl -q -o verbose"),
        "the state", shell(site, "find \"$1\" -type f -exec cat {} +"),
        "the units", shell(site, "cat \"$1\"/services/*; systemctl show \"$2\""),
        "the processes", processes(site),
        "the bucket", bucket(site),
        "Caddy", Caddy.routes().toString());
  }

  private static String processes(Site site) {
    return shell(site, "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '");
  }

  private static String said(Site site, String... arguments) {
    Output output = site.deployer().run(arguments);
    return output.out() + output.err();
  }

  private static String shell(Site site, String script) {
    return site.host().shell(script, site.state(), site.unit("a")).out();
  }

  private static String bucket(Site site) {
    return Stream.concat(
            site.bucket().keys("").stream()
                .map(key -> site.bucket().text(key) + site.bucket().metadata(key)),
            site.ground().cache().keys("").stream()
                .filter(key -> key.endsWith(".narinfo") || key.equals("nix-cache-info"))
                .map(site.ground().cache()::text))
        .collect(Collectors.joining("\n"));
  }
}
