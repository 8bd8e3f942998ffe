package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Store;
import tools.jackson.databind.node.ObjectNode;

/// Keys, tokens and values of variables stay where they were put, all the way of a push.
@OnFleet
class SecretsTest {
  private static final String TOKEN = "the-token-of-the-env-file";
  private static final String VALUE = "the-value-in-the-manifest";
  private static final String[] HOSTS = {"one", "two"};

  @Test
  void noSecretLeavesItsPlace(Project project) {
    Desk desk = project.desk();
    for (String host : HOSTS) {
      project.host(host).secret("a.env", "TOKEN=" + TOKEN);
    }
    Map<String, String> places = new LinkedHashMap<>();
    try (ArgumentWatch watch = ArgumentWatch.over(project.fleet().hosts())) {
      project.follow(HOSTS);
      places.put("what commands printed", work(project, desk));
      places.put("arguments of processes", String.join("\n", watch.seen()));
    }
    for (String host : HOSTS) {
      places.put("the journal of " + host, journal(project.host(host)));
    }
    places.put("reports", objects(project.bucket(), "status/"));
    assertWatched(places);
    assertNowhere(places, VALUE);
    places.put("manifests", objects(project.bucket(), "manifest"));
    for (String secret : secrets(project)) {
      assertNowhere(places, secret);
    }
    assertTrue(places.getOrDefault("manifests", "").contains(VALUE), "manifests were read");
  }

  private static String work(Project project, Desk desk) {
    List<Output> outputs = new ArrayList<>();
    ObjectNode first = entry(project, Kind.ENV);
    // Large enough for Nix to send it.
    String fresh =
        project.ground().closures().build("web", project.namespace(), Kind.ENV, "--pad=1");
    first.withObjectProperty("artifact").put("storePath", fresh);
    outputs.add(desk.push(0, first, "--wait"));
    ObjectNode changed = entry(project, Kind.ENV);
    changed.withObjectProperty("env").put("PASSPHRASE", VALUE + "-2");
    outputs.add(desk.push(0, changed, "--wait", "--verbose"));
    outputs.add(desk.push(1, entry(project, Kind.CRASH), "--wait", "--json"));
    outputs.add(desk.run("status", "--json"));
    outputs.add(desk.run(0, "history", "--json"));
    outputs.add(desk.run(0, "rollback", "--wait"));
    outputs.add(desk.run(0, "freeze", "--reason", "none"));
    outputs.add(desk.push(3, entry(project, Kind.ENV)));
    for (String host : HOSTS) {
      outputs.add(project.host(host).deployer().run("status", "--json"));
      outputs.add(project.host(host).deployer().run("plan", "--verbose"));
    }
    return outputs.stream().map(it -> it.out() + it.err()).collect(Collectors.joining("\n"));
  }

  private static ObjectNode entry(Project project, Kind kind) {
    ObjectNode entry = project.entry("a", kind, "1", HOSTS);
    entry.put("envFile", project.host("one").secrets() + "/a.env");
    entry.putObject("env").put("PASSPHRASE", VALUE);
    return entry;
  }

  private static List<String> secrets(Project project) {
    return List.of(
        TOKEN,
        project.server().secretKey(),
        secretHalf(project.manifestKey().secretText()),
        secretHalf(project.ground().cacheKey().secretText()));
  }

  /// The beginning of the key: its end is the public half.
  private static String secretHalf(String key) {
    return key.substring(key.indexOf(':') + 1).substring(0, 40);
  }

  private static String journal(Member member) {
    return member.host().shell("journalctl --sync; journalctl -q -o verbose").orFail().out();
  }

  private static String objects(S3Store bucket, String prefix) {
    return bucket.keys(prefix).stream()
        .map(key -> key + "\n" + bucket.text(key) + bucket.metadata(key))
        .collect(Collectors.joining("\n"));
  }

  private static void assertWatched(Map<String, String> places) {
    String arguments = places.getOrDefault("arguments of processes", "");
    assertTrue(arguments.contains(" push "), "the push was seen");
    assertTrue(arguments.contains(" --to http://127.0.0.1"), "the upload was seen");
    assertTrue(places.getOrDefault("reports", "").contains("status/two.json"), "reports were read");
    assertTrue(places.getOrDefault("the journal of two", "").contains("action="));
  }

  private static void assertNowhere(Map<String, String> places, String secret) {
    List<String> found =
        places.entrySet().stream()
            .filter(place -> place.getValue().contains(secret))
            .map(place -> place.getKey() + ": " + around(place.getValue(), secret))
            .toList();
    assertEquals(List.of(), found);
  }

  private static String around(String text, String secret) {
    int at = text.indexOf(secret);
    return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + secret.length()));
  }
}
