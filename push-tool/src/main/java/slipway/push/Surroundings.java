package slipway.push;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import slipway.cache.Bucket;
import slipway.cache.BucketSettings;
import slipway.push.terminal.Display;
import slipway.push.terminal.Questions;

/// What the tool finds around itself. Nothing else asks the machine for any of it.
///
/// @param directory the working directory
/// @param out where results go
/// @param err where errors go
/// @param display where progress goes
/// @param questions where answers come from
/// @param store where the paths of the Nix store are
/// @param buckets opens a bucket with this machine's credentials
/// @param environment the variables that this process was started with
/// @param account who started it
/// @param verbose whether what programs write to stderr is shown
record Surroundings(
    Path directory,
    PrintWriter out,
    PrintWriter err,
    Display display,
    Questions questions,
    Path store,
    Function<BucketSettings, Bucket> buckets,
    InstantSource clock,
    RandomGenerator random,
    Map<String, String> environment,
    String account,
    boolean verbose) {
  /// As programs choose it on this system.
  Path temporary() {
    String named = environment.getOrDefault("TMPDIR", "");
    return Path.of(named.isEmpty() ? System.getProperty("java.io.tmpdir", "/tmp") : named);
  }
}
