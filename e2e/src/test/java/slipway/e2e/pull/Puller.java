package slipway.e2e.pull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import slipway.cache.Bucket;
import slipway.cache.BucketSettings;
import slipway.cache.Timeouts;
import slipway.deployer.nix.Copying;
import slipway.deployer.nix.LoopbackTransport;
import slipway.deployer.nix.NixClosures;
import slipway.deployer.nix.NixTools;
import slipway.deployer.nix.StoreFiles;
import slipway.deployer.nix.Transport;
import slipway.deployer.nix.Trust;
import slipway.manifest.NixPublicKey;
import slipway.manifest.StorePath;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Runs on the host. Takes paths of a closure away and times how they come back, by all ways in
/// turn: from the begin of the copy to its end, in a process that has copied before, as the daemon
/// has, over new connections.
public final class Puller {
  /// The most that the deployer's process had in memory during a copy, and how much more that is
  /// than before.
  public static final String PEAK = "PEAK";

  public static final String GROWTH = "GROWTH";

  private static final Path ROOT = Path.of("/");
  private static final Path TEMPORARY = Path.of("/var/tmp");
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /// Longer than the JDK keeps an idle connection open, with `http.keepAlive.time.server=1`.
  private static final Duration REST = Duration.ofMillis(1200);

  private final PlainNix nix;
  private final NixTools tools;
  private final StorePath top;
  private final String publicKey;
  private final String bucket;

  private Puller(StorePath top, String publicKey, String bucket) throws Exception {
    this.nix = new PlainNix(top, publicKey, bucket);
    this.tools = NixTools.locate(System.getenv(), TEMPORARY);
    this.top = top;
    this.publicKey = publicKey;
    this.bucket = bucket;
  }

  /// Arguments: store path, public key, bucket, runs, numbers of missing paths, ways, and
  /// `ROAD=ADDRESS` of each distance, the nearest first. Prints `<road> <missing> <way> <seconds>…`
  /// a cell, and the same with [#PEAK] and [#GROWTH] and mebibytes.
  public static void main(String[] arguments) throws Exception {
    Puller puller = new Puller(StorePath.of(arguments[0]), arguments[1], arguments[2]);
    int runs = Integer.parseInt(arguments[3]);
    List<Way> ways = Stream.of(arguments[5].split(",", -1)).map(Way::valueOf).toList();
    List<String> distances = List.of(arguments).subList(6, arguments.length);
    puller.slipway(Way.SLIPWAY, address(distances.getFirst()));
    for (String distance : distances) {
      for (String missing : arguments[4].split(",", -1)) {
        puller.cell(distance, Integer.parseInt(missing), ways, runs);
      }
    }
  }

  private static URI address(String distance) {
    return URI.create(distance.split("=", 2)[1]);
  }

  /// One way after the other, so that a disturbance meets all of them.
  private void cell(String distance, int missing, List<Way> ways, int runs) throws Exception {
    URI address = address(distance);
    List<String> closure = nix.closure();
    List<String> gone = closure.subList(closure.size() - missing, closure.size());
    List<String> known = closure.subList(0, closure.size() - missing);
    Map<String, List<Double>> came = new TreeMap<>();
    try (NixHome warm = NixHome.in(TEMPORARY)) {
      if (ways.contains(Way.PLAIN_WARM) && !known.isEmpty()) {
        nix.askAbout(known, address, warm);
      }
      for (int run = 0; run < runs; run++) {
        for (Way way : ways) {
          nix.delete(gone);
          Thread.sleep(REST);
          double before = ResidentSet.now();
          ResidentSet.forgetPeak();
          add(came, way.name(), time(way, address, warm));
          if (way == Way.SLIPWAY) {
            add(came, PEAK, ResidentSet.peak());
            add(came, GROWTH, ResidentSet.peak() - before);
          }
          nix.requireValid(top);
        }
      }
    }
    came.forEach((what, all) -> {
      StringBuilder line =
          new StringBuilder(distance.split("=", 2)[0] + " " + missing + " " + what);
      all.forEach(value -> line.append(" %.3f".formatted(value)));
      System.out.println(line);
    });
  }

  private static void add(Map<String, List<Double>> came, String what, double value) {
    came.computeIfAbsent(what, _ -> new ArrayList<>()).add(value);
  }

  private double time(Way way, URI address, NixHome warm) throws Exception {
    try (NixHome home = way == Way.PLAIN_WARM ? warm.copy() : NixHome.in(TEMPORARY)) {
      long begin = System.nanoTime();
      switch (way) {
        case PLAIN, PLAIN_WARM -> nix.copy(address, home);
        case NO_INDEX, SLIPWAY -> slipway(way, address);
      }
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private void slipway(Way way, URI address) throws Exception {
    BucketSettings settings = new BucketSettings(bucket, "us-east-1", address, null, true, "");
    try (Bucket cache =
        Bucket.open(settings, UrlConnectionHttpClient.builder(), Timeouts.DEFAULT)) {
      Transport transport = new LoopbackTransport(cache, new StoreFiles(ROOT), _ -> {});
      Copying copying =
          new Copying(
              tools,
              way == Way.NO_INDEX ? transport.withoutIndex() : transport,
              new Trust(List.of(NixPublicKey.parse(publicKey))),
              LIMIT,
              _ -> {});
      Map<StorePath, String> failures = new NixClosures(copying, ROOT).copy(Set.of(top));
      if (!failures.isEmpty()) {
        throw new IllegalStateException(failures.toString());
      }
    }
  }
}
