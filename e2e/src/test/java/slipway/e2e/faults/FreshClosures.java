package slipway.e2e.faults;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import slipway.e2e.ground.Ground;

/// Versions of the web service whose closures are in the bucket and were never on the host.
final class FreshClosures {
  private static final int AT_ONCE = 12;

  private static Iterator<String> left = List.<String>of().iterator();
  private static int made;

  private FreshClosures() {}

  static synchronized String next(Ground ground) {
    if (!left.hasNext()) {
      List<String> more =
          IntStream.range(made, made + AT_ONCE).mapToObj(number -> "fresh" + number).toList();
      made += AT_ONCE;
      ground.webs(more);
      left = more.iterator();
    }
    return left.next();
  }
}
