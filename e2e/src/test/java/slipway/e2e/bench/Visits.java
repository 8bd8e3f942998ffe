package slipway.e2e.bench;

import java.time.Duration;
import java.util.List;
import slipway.e2e.host.Http;

/// Somebody who asks the sites of a host, through Caddy, again and again until all say the same.
record Visits(List<String> domains) {
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /// @return when the last one did, by [System#nanoTime]
  long await(String body) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    for (String domain : domains) {
      Http.Answer answer = Http.site(domain, "/");
      while (!answer.is(200, body)) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "%s answers %s after %d s; wanted %s"
                  .formatted(domain, answer, LIMIT.toSeconds(), body));
        }
        Thread.sleep(PAUSE);
        answer = Http.site(domain, "/");
      }
    }
    return System.nanoTime();
  }
}
