package slipway.e2e.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import slipway.e2e.ground.Documents;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Closures;
import slipway.e2e.host.Radosgw;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.S3Store;
import slipway.e2e.host.Slipway;
import slipway.e2e.host.ThrowawayHost;
import slipway.manifest.NixSecretKey;

/// Prints how long a closure of 400 small paths takes to a host, by how far the bucket is and how
/// many paths are missing. `e2e/bench-pull` starts it: `PullBench RUNS`, or `PullBench RUNS MISSING
/// WAYS MILLISECONDS…` with comma-separated lists for some of it.
public final class PullBench {
  private static final int PORT = 7480;
  private static final int LAYERS = 21;
  private static final int WIDTH = 19;
  private static final String BUCKET = "closures";
  private static final String CLASSES = "/var/lib/pull-bench";
  private static final String LIBRARIES = "/opt/slipway/deployer/lib/*";

  private final ThrowawayHost host;
  private final S3Endpoint server;
  private final NixSecretKey key = NixSecretKey.generate("cache-1");

  private PullBench(ThrowawayHost host, S3Endpoint server) {
    this.host = host;
    this.server = server;
  }

  public static void main(String[] arguments) throws Exception {
    String runs = arguments[0];
    String missing = arguments.length > 1 ? arguments[1] : "1,40,400";
    String ways = arguments.length > 2 ? arguments[2] : "PLAIN,PLAIN_WARM,NO_INDEX,SLIPWAY";
    List<String> distances =
        arguments.length > 3
            ? List.of(arguments).subList(3, arguments.length)
            : List.of("0", "20", "80");
    ThrowawayHost host = ThrowawayHost.joined();
    try (Radosgw radosgw = Radosgw.start(host, PORT);
        S3Store cache = S3Store.create(radosgw.endpoint(), BUCKET)) {
      cache.letEverybodyRead();
      PullBench bench = new PullBench(host, radosgw.endpoint());
      String top = bench.push();
      bench.install();
      PullTable.print(bench.measure(top, runs, missing, ways, distances), System.out);
    }
    System.exit(0);
  }

  /// A closure that the bucket has, and the host has not.
  private String push() {
    host.write(Ground.CREDENTIALS, server.credentialsFile());
    Slipway slipway = new Slipway(host, "/home/developer/bench", Ground.CREDENTIALS);
    slipway.write("slipway.json", Documents.developer(server, BUCKET, BUCKET));
    slipway.write("cache.key", key.secretText());
    slipway.write("manifest.key", NixSecretKey.generate("unused-1").secretText());
    String top = new Closures(host).layers("bench", LAYERS, WIDTH);
    slipway.run("cache", "push", top).orFail();
    return top;
  }

  /// The host gets the classes of this package.
  private void install() throws IOException {
    Path source =
        Path.of(PullBench.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Path target = host.file(CLASSES);
    String part = PullBench.class.getPackageName().replace('.', '/');
    Files.createDirectories(target.resolve(part));
    try (Stream<Path> classes = Files.list(source.resolve(part))) {
      for (Path each : classes.toList()) {
        Files.copy(each, target.resolve(part).resolve(each.getFileName().toString()));
      }
    }
  }

  private List<String> measure(
      String top, String runs, String missing, String ways, List<String> distances)
      throws IOException, InterruptedException {
    List<Distance> roads =
        distances.stream()
            .map(milliseconds ->
                Distance.of(Duration.ofMillis(Integer.parseInt(milliseconds)), server))
            .toList();
    Path printed = host.file(CLASSES).resolve("printed");
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "exec \"$@\" >" + CLASSES + "/printed",
                "sh",
                "env",
                "AWS_SHARED_CREDENTIALS_FILE=" + Ground.CREDENTIALS,
                "java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dsun.net.httpserver.nodelay=true",
                "-Dhttp.keepAlive.time.server=1",
                "-cp",
                LIBRARIES + ":" + CLASSES,
                Puller.class.getName(),
                top,
                key.publicKey().toString(),
                BUCKET,
                runs,
                missing,
                ways));
    roads.forEach(
        road -> command.add(road.roundTrip().toMillis() + "=" + road.endpoint().address()));
    int exit = host.begin(Path.of("/dev/stderr"), command).waitFor();
    roads.forEach(Distance::close);
    if (exit != 0) {
      throw new IllegalStateException("the measurement on the host ended with " + exit);
    }
    return Files.readAllLines(printed, UTF_8);
  }
}
