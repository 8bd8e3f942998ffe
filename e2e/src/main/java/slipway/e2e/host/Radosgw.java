package slipway.e2e.host;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A real S3 server on the loopback of a host: it checks signatures and swaps objects atomically.
///
/// @param directory its scratch
public record Radosgw(Path directory, S3Endpoint endpoint) implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// Returns when it answers on `port`; the port after that is taken too.
  public static Radosgw start(ThrowawayHost host, int port) {
    Path directory = Path.of("/run/slipway-e2e-" + host.name() + "-bucket");
    Map<String, String> said =
        script("start", directory, Integer.toString(port), "slipway-" + host.name())
            .out()
            .lines()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return new Radosgw(
        directory,
        new S3Endpoint(
            URI.create(said.getOrDefault("endpoint", "")),
            said.getOrDefault("access_key", ""),
            said.getOrDefault("secret_key", "")));
  }

  /// Another user, who may do nothing until a bucket's policy says so. Called again, the same one.
  public S3Endpoint user(String name) {
    String secret = name + "-secret-key";
    script("user", directory, name, secret);
    return new S3Endpoint(endpoint.address(), name, secret);
  }

  /// Connections are refused from here on; the objects stay.
  public void away() {
    script("away", directory);
  }

  /// It answers again, also where it had never gone.
  public void back() {
    script("back", directory);
  }

  @Override
  public void close() {
    script("stop", directory);
  }

  private static Output script(String subcommand, Path directory, String... more) {
    List<String> arguments = new ArrayList<>(List.of(subcommand, directory.toString()));
    arguments.addAll(List.of(more));
    return Commands.run(LIMIT, Scripts.command("radosgw", arguments)).orFail();
  }
}
