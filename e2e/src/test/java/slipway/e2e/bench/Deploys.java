package slipway.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import slipway.e2e.host.Caddy;
import slipway.e2e.host.ThrowawayHost;
import slipway.e2e.site.Site;

/// How services get to a host without Slipway: by a list in the bucket, which a script of
/// `e2e/beside` fetches and applies.
///
/// @param site whose bucket the list lies in, and whose ports the services have
/// @param party [Party#FLOOR] or [Party#USUAL]
record Deploys(Stage stage, Site site, Party party, int services) {
  private static final String DIRECTORY = "/run/slipway-bench";
  private static final String KEY = "list.txt";
  private static final int PORTS = 20;

  /// Of the floor; below are those of all sites, and above those that connections take.
  private static final int FIRST_PORT = 32_000;

  /// The empty route that scripts change.
  static void open() {
    Caddy.insertRoute(
        "{\"@id\":\"bench-routes\",\"handle\":[{\"handler\":\"subroute\",\"routes\":[]}]}");
  }

  void close() {
    stage
        .host()
        .shell(
            "systemctl stop \"bench-$1-*\"; rm -rf /run/systemd/system/bench-$1-* \"$2\"; systemctl daemon-reload",
            party.toString(),
            DIRECTORY)
        .orFail();
  }

  List<String> domains() {
    return IntStream.range(0, services).mapToObj(this::domain).toList();
  }

  private String domain(int number) {
    return "s" + number + "." + party + ".test";
  }

  /// Publishes a list and has it fetched and applied.
  ///
  /// @param shift what ports begin with: another one means other routes
  /// @return seconds until all of it answered
  double run(String version, String storePath, int shift) throws Exception {
    String before = site.bucket().has(KEY) ? site.bucket().etag(KEY) : "none";
    ThrowawayHost host = stage.host();
    String pipe = Go.make(host, DIRECTORY + "/go");
    Process script = begin(pipe, before);
    try (Go go = new Go(host, pipe)) {
      site.bucket().put(KEY, list(storePath, shift).getBytes(UTF_8), Map.of());
      long begin = go.say();
      double seconds = (new Visits(domains()).await("web " + version) - begin) / 1e9;
      if (script.waitFor() != 0) {
        throw new IllegalStateException(
            "the script of " + party + " ended with " + script.exitValue());
      }
      return seconds;
    }
  }

  private Process begin(String pipe, String etag) throws Exception {
    String endpoint = stage.ground().radosgw().endpoint().address().toString();
    String cache = endpoint + "/" + stage.ground().cache().bucket();
    String key = stage.ground().cacheKey().publicKey().toString();
    String list = DIRECTORY + "/list";
    String bucket = site.bucket().bucket();
    if (party == Party.USUAL) {
      return stage.beginHere(
          "usual-deploy",
          stage.host().file(pipe).toString(),
          endpoint,
          bucket,
          KEY,
          etag,
          stage.leader(),
          list,
          cache,
          key);
    }
    return stage.begin(
        Stage.script(
            "floor-deploy",
            pipe,
            endpoint + "/" + bucket + "/" + KEY,
            stage.curlConfig(),
            list,
            cache,
            key));
  }

  private String list(String storePath, int shift) {
    int first = FIRST_PORT + shift * PORTS + (party == Party.USUAL ? 2 * PORTS : 0);
    StringBuilder list = new StringBuilder();
    for (int number = 0; number < services; number++) {
      list.append(
          "bench-%s-%d %s %d %s%n"
              .formatted(party, number, storePath, first + number, domain(number)));
    }
    return list.toString();
  }
}
