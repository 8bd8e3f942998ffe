package slipway.push.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static slipway.push.fleet.Told.NOON;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;
import slipway.manifest.Service;
import slipway.manifest.ServiceJson;
import slipway.push.change.StoredManifest;
import slipway.push.change.VerifiedManifest;
import slipway.push.fleet.Fleet;
import slipway.push.fleet.Sighting;
import slipway.push.history.ManifestDifference;
import slipway.push.operation.History.Entry;
import slipway.push.operation.Overview;
import slipway.push.operation.Overview.Past;

/// Fleets to make pages of.
final class Fleets {
  static final Instant NOW = NOON.plusSeconds(120);
  static final String OTHER = "b".repeat(64);

  private Fleets() {}

  static String service(String name, int version, String more, String... hosts) {
    return """
    {"name":"%s","artifact":{"type":"nix-closure","storePath":"/nix/store/%032d-%s-%d"},
     "hosts":["%s"],"exec":{"command":"run"}%s}\
    """
        .formatted(name, version, name, version, String.join("\",\"", hosts), more);
  }

  static Manifest manifest(Instant generation, String more, String... services) {
    String text =
        "{\"version\":1,\"generation\":\"%s\"%s,\"services\":[%s]}"
            .formatted(generation, more, String.join(",", List.of(services)));
    return switch (ManifestReader.read(text.getBytes(UTF_8))) {
      case Reading.Valid(Manifest manifest) -> manifest;
      case Reading.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }

  static String fingerprint(Manifest manifest, String name) {
    Service service =
        manifest.services().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    return ServiceJson.fingerprint(service);
  }

  /// @param manifests the current one, and those before it
  static Past past(Manifest... manifests) {
    return new Past.Known(
        IntStream.range(0, manifests.length)
            .mapToObj(
                i -> entry(manifests[i], i, i + 1 < manifests.length ? manifests[i + 1] : null))
            .toList(),
        false);
  }

  private static Entry entry(Manifest manifest, int i, Manifest before) {
    return new Entry(
        "object",
        i == 0,
        Optional.of(
            new VerifiedManifest(
                new StoredManifest("object", new byte[0], "etag", null), manifest, "ops-1")),
        Optional.ofNullable(before).map(was -> ManifestDifference.between(was, manifest)),
        Optional.empty());
  }

  static Overview overview(Manifest manifest, Map<String, Sighting> sightings) {
    return new Overview(
        "s3://releases/", Fleet.of(manifest, sightings, NOW), Optional.empty(), past(manifest));
  }

  static Document page(Overview overview) {
    return Jsoup.parse(FleetPage.of(overview, new Viewing.Filed()));
  }
}
