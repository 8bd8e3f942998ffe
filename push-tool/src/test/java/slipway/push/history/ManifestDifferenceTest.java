package slipway.push.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;

class ManifestDifferenceTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void equalManifestsDifferInNothing() {
    assertEquals(
        "no change", text(service("web", '0', "web-1", ""), service("web", '0', "web-1", "")));
  }

  @Test
  void anAddedServiceShowsItsReleaseAndRevision() {
    assertEquals(
        "+web web-1 (0123456789)",
        text("", service("web", '0', "web-1", ",'revision':'" + COMMIT + "'")));
  }

  @Test
  void aRemovedServiceIsNamed() {
    assertEquals("-web", text(service("web", '0', "web-1", ""), ""));
  }

  @Test
  void aNewReleaseShowsBothNames() {
    assertEquals(
        "web web-1 -> web-2, revision none -> 0123456789-dirty",
        text(
            service("web", '0', "web-1", ""),
            service("web", '1', "web-2", ",'revision':'" + COMMIT + "-dirty'")));
  }

  @Test
  void aNewReleaseOfTheSameNameShowsItsHash() {
    assertEquals(
        "web 00000000 -> 11111111",
        text(service("web", '0', "web", ""), service("web", '1', "web", "")));
  }

  @Test
  void changedSettingsAreNamedButNotShown() {
    assertEquals(
        "web env+deploy changed",
        text(
            service("web", '0', "web", ""),
            service("web", '0', "web", ",'env':{'A':'secret'},'deploy':{'keep':9}")));
  }

  @Test
  void severalServicesAreOneLine() {
    assertEquals("+b b; -a", text(service("a", '0', "a", ""), service("b", '0', "b", "")));
  }

  private static String text(String before, String after) {
    return ManifestDifference.between(manifest(before), manifest(after)).text();
  }

  private static String service(String name, char hash, String release, String more) {
    return ("{'name':'%s','artifact':{'type':'nix-closure','storePath':'/nix/store/%s-%s'},"
            + "'hosts':['h'],'exec':{'command':'c'}%s}")
        .formatted(name, Character.toString(hash).repeat(32), release, more);
  }

  private static Manifest manifest(String services) {
    String json = "{'version':1,'generation':'2026-01-01T00:00:00Z','services':[" + services + "]}";
    Reading reading = ManifestReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return switch (reading) {
      case Reading.Valid(Manifest manifest) -> manifest;
      case Reading.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }
}
