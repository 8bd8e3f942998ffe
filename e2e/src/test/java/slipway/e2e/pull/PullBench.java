package slipway.e2e.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.ThrowawayHost;

/// How long a closure takes to a host, by how far the bucket is and how many paths are missing,
/// with plain Nix and with the deployer in turn.
///
/// @param ground whose bucket of closures everybody may read
public record PullBench(Ground ground) {
  private static final String CLASSES = "/var/lib/pull-bench";
  private static final String LIBRARIES = "/opt/slipway/deployer/lib/*";

  /// What was measured at one distance with so many paths missing.
  ///
  /// @param what a [Way] or [Puller#GROWTH] or [Puller#PEAK]
  /// @param values seconds, or mebibytes, of all runs
  public record Cell(String road, int missing, String what, List<Double> values) {
    private static Cell parse(String line) {
      List<String> words = List.of(line.split(" ", -1));
      return new Cell(
          words.get(0),
          Integer.parseInt(words.get(1)),
          words.get(2),
          words.subList(3, words.size()).stream().map(Double::valueOf).toList());
    }
  }

  /// @param top the store path of a closure that the bucket has
  /// @param missing how many of its paths the host lacks each time
  /// @param roads to the bucket, as [Road#parse] reads them
  public List<Cell> measure(String top, int runs, List<Integer> missing, List<String> roads)
      throws IOException, InterruptedException {
    install();
    List<Distance> distances =
        roads.stream()
            .map(road -> Distance.of(Road.parse(road), ground.radosgw().endpoint()))
            .toList();
    try {
      return run(top, runs, missing, distances);
    } finally {
      distances.forEach(Distance::close);
    }
  }

  /// The host gets the classes of this package.
  private void install() throws IOException {
    Path source =
        Path.of(PullBench.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    ThrowawayHost host = ground.host();
    host.exec("rm", "-rf", CLASSES).orFail();
    Path target = host.file(CLASSES);
    String part = PullBench.class.getPackageName().replace('.', '/');
    Files.createDirectories(target.resolve(part));
    try (Stream<Path> classes = Files.list(source.resolve(part))) {
      for (Path each : classes.toList()) {
        Files.copy(each, target.resolve(part).resolve(each.getFileName().toString()));
      }
    }
  }

  private List<Cell> run(String top, int runs, List<Integer> missing, List<Distance> distances)
      throws IOException, InterruptedException {
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
                "-Xms8m",
                "-Xmx256m",
                "-XX:ReservedCodeCacheSize=24m",
                "-Dsun.net.httpserver.nodelay=true",
                "-Dhttp.keepAlive.time.server=1",
                "-cp",
                LIBRARIES + ":" + CLASSES,
                Puller.class.getName(),
                top,
                ground.cacheKey().publicKey().toString(),
                ground.cache().bucket(),
                Integer.toString(runs),
                missing.stream().map(Object::toString).collect(Collectors.joining(",")),
                Way.PLAIN + "," + Way.SLIPWAY));
    distances.forEach(each -> command.add(each.road() + "=" + each.endpoint().address()));
    int exit = ground.host().begin(Path.of("/dev/stderr"), command).waitFor();
    if (exit != 0) {
      throw new IllegalStateException("the measurement on the host ended with " + exit);
    }
    return Files.readAllLines(ground.host().file(CLASSES).resolve("printed"), UTF_8).stream()
        .map(Cell::parse)
        .toList();
  }
}
