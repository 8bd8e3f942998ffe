package slipway.e2e.faults;

import java.time.Duration;
import slipway.e2e.host.Await;
import slipway.e2e.host.Http;
import slipway.e2e.site.Site;

/// The daemon of a site, which polls every second.
record Daemon(Site site) {
  private static final Duration SOON = Duration.ofSeconds(60);

  /// Starts it by the unit that is shipped.
  static Daemon start(Site site) {
    site.deployer().startDaemon(site.daemon(), site.namespace());
    return new Daemon(site);
  }

  int pid() {
    return site.units().pid(site.daemon());
  }

  void awaitAnswer(String service, String body) {
    Http.await(site.domain(service), "/", SOON, answer -> answer.is(200, body));
  }

  void awaitStatus(String part) {
    Await.until(
        "the daemon says \"" + part + "\"",
        SOON,
        () ->
            site.units()
                .property(site.daemon(), "Service", "StatusText")
                .asString()
                .contains(part));
  }
}
