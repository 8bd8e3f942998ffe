package slipway.e2e.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import slipway.e2e.ground.Ground.Wanted;
import slipway.e2e.host.Await;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.site.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Releases of one service, published one after the other; each is waited for until the daemon of
/// the host has dealt with it.
final class Series {
  static final Duration DRAIN = Duration.ofSeconds(2);

  private static final List<Kind> BAD =
      List.of(Kind.SERVER_UNHEALTHY, Kind.SERVER_BROKEN, Kind.SERVER_DYING);

  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final Site site;
  private final Strategy strategy;
  private final String service;
  private final Path state;

  Series(Site site, Strategy strategy) {
    this.site = site;
    this.strategy = strategy;
    this.service = strategy.toString();
    this.state = site.host().file(site.state() + "/state.json");
  }

  /// What [#good] will ask for.
  static Wanted goodRelease(int number) {
    return new Wanted(Kind.SERVER, "good-" + number);
  }

  /// What [#bad] will ask for.
  static Wanted badRelease(int number) {
    return new Wanted(BAD.get(number % BAD.size()), "bad-" + number);
  }

  Target target() {
    return new Target(80, site.domain(service), name -> name.startsWith("web good"));
  }

  /// Returns when the first release is there for visitors.
  void open() {
    good(0);
    Await.until(
        "visitors reach " + service, LIMIT, () -> target().good().test(site.visit(service).body()));
  }

  /// Returns when it serves, and the release before has been stopped.
  void good(int number) {
    ObjectNode entry = entry(goodRelease(number));
    site.publish(entry);
    String path = entry.at("/artifact/storePath").asString();
    Await.until(
        "%s runs good release %d alone".formatted(service, number),
        LIMIT,
        () -> {
          JsonNode record = record();
          return record.at("/running/service/artifact/storePath").asString("").equals(path)
              && settled(record);
        });
  }

  /// Returns when the host has found out and has gone back.
  void bad(int number) {
    Instant published = Instant.now();
    Wanted release = badRelease(number);
    ObjectNode entry = entry(release);
    boolean dies = release.kind() == Kind.SERVER_DYING;
    ((ObjectNode) entry.get("health")).put("stableSec", dies ? 2 : 0).put("timeoutSec", 4);
    site.publish(entry);
    Await.until(
        "%s has taken back %s".formatted(service, release),
        LIMIT,
        () -> {
          JsonNode record = record();
          String at = record.at("/failure/at").asString("");
          return !at.isEmpty() && !Instant.parse(at).isBefore(published) && settled(record);
        });
  }

  /// What runs is known to work, and nothing else of the service runs.
  private static boolean settled(JsonNode record) {
    return record.path("phase").asString("").equals("CONFIRMED") && !record.has("draining");
  }

  private ObjectNode entry(Wanted release) {
    ObjectNode entry = site.entry(service, release.kind(), release.version());
    strategy.choose(entry, site.port(service + "-spare"));
    entry.putObject("deploy").put("drainSec", DRAIN.toSeconds());
    return entry;
  }

  private JsonNode record() {
    try {
      return JsonMapper.shared()
          .readTree(Files.readString(state))
          .path("services")
          .path(site.name(service));
    } catch (IOException notYet) {
      return JsonMapper.shared().createObjectNode();
    }
  }
}
