package slipway.e2e.pull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import slipway.e2e.host.Closures;
import slipway.e2e.host.S3Endpoint;
import slipway.e2e.host.S3Store;
import slipway.e2e.host.ThrowawayHost;

/// How long a closure of 400 small paths takes to a bucket, by how far the bucket is and how many
/// paths are missing there.
///
/// The bucket has the release before, whose closure is the same but for its top.
public final class PushBench {
  private static final int LAYERS = 21;
  private static final int WIDTH = 19;

  private final Pusher pusher;
  private final S3Endpoint server;
  private final S3Store bucket;
  private final String before;
  private final String top;
  private final List<String> closure;

  /// Of what was missing once, whoever had sent it.
  private final Set<String> archives = new HashSet<>();

  private PushBench(Pusher pusher, S3Endpoint server, S3Store bucket, Closures closures) {
    this.pusher = pusher;
    this.server = server;
    this.bucket = bucket;
    this.before = closures.layers("bench", LAYERS, WIDTH, "-before");
    this.top = closures.layers("bench", LAYERS, WIDTH, "-now");
    this.closure = pusher.closure(top);
  }

  /// Builds the closures, and lets everybody read and write the bucket.
  ///
  /// @param bucket a bucket that nothing else is in
  public static PushBench on(ThrowawayHost host, S3Endpoint server, S3Store bucket) {
    bucket.letEverybodyReadAndWrite();
    return new PushBench(
        new Pusher(host, server, bucket.bucket()), server, bucket, new Closures(host));
  }

  /// The seconds of each run. The ways take turns, so that a disturbance meets all of them.
  ///
  /// @param missing of the closure's 400 paths, its top first
  public Map<PushWay, List<Double>> times(int runs, int missing, Road road) {
    // Where all is missing there is nothing to remember.
    Set<PushWay> ways =
        missing == closure.size()
            ? EnumSet.of(PushWay.PLAIN, PushWay.SLIPWAY)
            : EnumSet.allOf(PushWay.class);
    Map<PushWay, List<Double>> times = new EnumMap<>(PushWay.class);
    try (Distance distance = Distance.of(road, server)) {
      for (int run = 0; run < runs; run++) {
        for (PushWay way : ways) {
          prepare(missing);
          double seconds = pusher.push(way, before, top, distance.endpoint());
          times.computeIfAbsent(way, _ -> new ArrayList<>()).add(seconds);
          requireWhole();
        }
      }
    }
    return times;
  }

  /// Takes away what is to be missing, and nothing of the closure else: of archives, those of both
  /// ways, since a push sends a small one before it knows that there is one of another name.
  private void prepare(int missing) {
    if (missing == closure.size()) {
      pusher.forgetPushes();
      bucket.keys("").stream().filter(key -> !key.equals("nix-cache-info")).forEach(bucket::delete);
      return;
    }
    pusher.remember(top, server);
    pusher.remember(before, server);
    for (String path : closure.subList(closure.size() - missing, closure.size())) {
      String narInfo = narInfo(path);
      archives.add(bucket.text(narInfo).replaceFirst("(?s).*URL: (\\S+).*", "$1"));
      bucket.delete(narInfo);
    }
    archives.forEach(bucket::delete);
    bucket.delete("index/" + hash(top) + ".gz");
  }

  private void requireWhole() {
    Set<String> keys = bucket.keys("").stream().collect(Collectors.toSet());
    for (String path : closure) {
      if (!keys.contains(narInfo(path))) {
        throw new IllegalStateException("the bucket lacks " + narInfo(path));
      }
    }
  }

  private static String narInfo(String path) {
    return hash(path) + ".narinfo";
  }

  private static String hash(String path) {
    return path.substring("/nix/store/".length()).split("-", 2)[0];
  }
}
