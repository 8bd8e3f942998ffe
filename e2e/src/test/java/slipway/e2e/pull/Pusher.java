package slipway.e2e.pull;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import slipway.e2e.ground.Documents;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.ThrowawayHost;
import slipway.manifest.NixSecretKey;

/// A developer's machine, which brings closures to a bucket and says how long that took.
final class Pusher {
  private static final String DIRECTORY = "/home/developer/bench";
  private static final String KEY = DIRECTORY + "/cache.key";
  private static final String HOME = DIRECTORY + "/plain";
  private static final String MEMORY = "/home/developer/.cache/slipway";

  /// Prints the seconds that a command took, without what it takes to get to this machine.
  private static final String TIMED =
      "begin=$EPOCHREALTIME; \"$@\" >&2 </dev/null; end=$EPOCHREALTIME;"
          + " echo $(( ${end/./} - ${begin/./} ))";

  private final ThrowawayHost host;
  private final String bucket;

  Pusher(ThrowawayHost host, S3Endpoint server, String bucket) {
    this.host = host;
    this.bucket = bucket;
    host.write(Ground.CREDENTIALS, server.credentialsFile());
    host.write(KEY, NixSecretKey.generate("cache-1").secretText());
    host.write(DIRECTORY + "/manifest.key", NixSecretKey.generate("unused-1").secretText());
    host.shell("chmod 600 " + DIRECTORY + "/*.key").orFail();
  }

  /// From the start of a process to its end, in seconds.
  ///
  /// @param before the release that the machine has pushed before, if it has
  double push(PushWay way, String before, String top, S3Endpoint server) {
    return switch (way) {
      case PLAIN -> {
        forget(HOME);
        yield plain(top, server.address());
      }
      case PLAIN_AGAIN -> {
        forget(HOME);
        plain(before, server.address());
        yield plain(top, server.address());
      }
      case SLIPWAY -> slipway(top, server);
      case SLIPWAY_ANEW -> {
        forgetPushes();
        yield slipway(top, server);
      }
    };
  }

  /// Has this machine remember that push alone.
  void remember(String top, S3Endpoint server) {
    forgetPushes();
    slipway(top, server);
  }

  void forgetPushes() {
    forget(MEMORY);
  }

  private double slipway(String top, S3Endpoint server) {
    host.write(DIRECTORY + "/slipway.json", Documents.developer(server, bucket, bucket));
    return timed(
        List.of(
            "env",
            "-C",
            DIRECTORY,
            "AWS_SHARED_CREDENTIALS_FILE=" + Ground.CREDENTIALS,
            "/opt/slipway/push/bin/slipway",
            "cache",
            "push",
            top));
  }

  /// Every path of a closure, each after those that it needs.
  List<String> closure(String top) {
    return host.developer(List.of("nix-store", "--query", "--requisites", top))
        .orFail()
        .out()
        .lines()
        .toList();
  }

  private void forget(String folder) {
    host.shell("rm -rf " + folder).orFail();
  }

  private double plain(String top, URI server) {
    List<String> command =
        new ArrayList<>(
            nix("copy", "--to", server + "/" + bucket + "?compression=zstd&secret-key=" + KEY));
    command.add(top);
    return timed(command);
  }

  private static List<String> nix(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "HOME=" + HOME,
                "XDG_CACHE_HOME=" + HOME + "/cache",
                "nix",
                "--quiet",
                "--extra-experimental-features",
                "nix-command"));
    command.addAll(List.of(arguments));
    return command;
  }

  private double timed(List<String> command) {
    List<String> all = new ArrayList<>(List.of("bash", "-euc", TIMED, "bash"));
    all.addAll(command);
    Output output = host.developer(all).orFail();
    return Long.parseLong(output.text()) / 1e6;
  }
}
