package slipway.e2e.soak;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import slipway.e2e.host.Slipway;
import slipway.e2e.invariant.Change;
import slipway.e2e.invariant.Roster;
import slipway.e2e.invariant.Version;
import slipway.e2e.site.Site;
import slipway.manifest.Generation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Brings changes into the bucket: with `slipway`, or by a manifest as it writes them, which is
/// faster.
final class Pushing {
  private final Site site;
  private final Roster roster;
  private final Slipway slipway;
  private final SplittableRandom random;
  private final Map<SortedMap<String, Version>, Instant> generations = new HashMap<>();

  Pushing(Site site, Roster roster, SplittableRandom random) {
    this.site = site;
    this.roster = roster;
    this.slipway = site.slipway();
    this.random = random;
  }

  void push(Change change) {
    if (random.nextInt(3) > 0 || !byTool(change)) {
      site.publish(roster.entries());
    }
    generations.put(change.after(), current());
  }

  /// The generation of the manifest in the bucket.
  Instant current() {
    return Instant.parse(
        JsonMapper.shared()
            .readTree(site.bucket().text("manifest.json"))
            .path("generation")
            .asString());
  }

  private boolean byTool(Change change) {
    switch (change.kind()) {
      case ROLLBACK -> {
        Instant generation = generations.get(change.after());
        String name = generation == null ? "" : Generation.archiveName(generation);
        if (!site.bucket().has("manifests/manifest-" + name + ".json")) {
          return false;
        }
        slipway.run("rollback", name, "--yes").orFail();
      }
      case REMOVE ->
          change
              .touched()
              .forEach(service -> slipway.run("remove", site.name(service), "--yes").orFail());
      case DEPLOY, UPDATE, CONFIGURE, FAIL -> change.touched().forEach(this::pushOne);
    }
    return true;
  }

  private void pushOne(String service) {
    ObjectNode entry = roster.entry(service, roster.wanted().get(service));
    String file = service + ".json";
    slipway.write(file, entry.deepCopy().without("artifact").toString());
    String path = entry.at("/artifact/storePath").asString();
    slipway.run("push", site.name(service), path, "-f", file, "--yes").orFail();
  }
}
