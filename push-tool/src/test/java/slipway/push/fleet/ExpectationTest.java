package slipway.push.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static slipway.push.fleet.Told.NOON;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;
import slipway.manifest.Service;
import slipway.manifest.ServiceJson;
import slipway.push.fleet.Expectation.Wanted;

class ExpectationTest {
  private static final Manifest TWO = manifest(service("web", 1, "a", "b"), service("job", 1, "b"));

  @Test
  void onlyHostsOfWhatChangedAreWaitedFor() {
    Manifest after = manifest(service("web", 1, "a", "b"), service("job", 2, "b"));
    assertEquals(
        List.of(on("b", "job", runs(after, "job"))), Expectation.of(TWO, after, List.of()));
  }

  @Test
  void aHostThatAServiceLeavesHasToDropIt() {
    Manifest after = manifest(service("web", 1, "a", "c"), service("job", 1, "b"));
    assertEquals(
        List.of(
            on("a", "web", runs(after, "web")),
            on("b", "web", new Wanted.Gone()),
            on("c", "web", runs(after, "web"))),
        Expectation.of(TWO, after, List.of("web")));
  }

  @Test
  void aRemovedServiceHasToGo() {
    Manifest after = manifest(service("web", 1, "a", "b"));
    assertEquals(List.of(on("b", "job", new Wanted.Gone())), Expectation.of(TWO, after, List.of()));
  }

  @Test
  void withoutAChangeWhatWasNamedIsLookedFor() {
    assertEquals(
        List.of(on("b", "job", runs(TWO, "job"))), Expectation.of(TWO, TWO, List.of("job")));
    assertEquals(List.of(), Expectation.of(TWO, TWO, List.of()));
  }

  @Test
  void theFirstManifestConcernsAllItsHosts() {
    assertEquals(
        List.of("a", "b"),
        Expectation.of(null, TWO, List.of()).stream().map(Expectation::host).toList());
  }

  private static Expectation on(String host, String service, Wanted wanted) {
    return new Expectation(host, NOON, new TreeMap<>(Map.of(service, wanted)));
  }

  private static Wanted runs(Manifest manifest, String name) {
    Service service =
        manifest.services().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    return new Wanted.Runs(ServiceJson.fingerprint(service));
  }

  static String service(String name, int version, String... hosts) {
    return """
    {"name":"%s","artifact":{"type":"nix-closure","storePath":"/nix/store/%032d-%s"},
     "hosts":["%s"],"exec":{"command":"run"}}\
    """
        .formatted(name, version, name, String.join("\",\"", hosts));
  }

  static Manifest manifest(String... services) {
    String text =
        "{\"version\":1,\"generation\":\"%s\",\"services\":[%s]}"
            .formatted(NOON, String.join(",", Arrays.asList(services)));
    return switch (ManifestReader.read(text.getBytes(UTF_8))) {
      case Reading.Valid(Manifest manifest) -> manifest;
      case Reading.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }
}
