package slipway.push.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipway.manifest.StorePath;
import slipway.report.AcceptedManifest;
import slipway.report.HostReport;
import slipway.report.Pause;
import slipway.report.Poll;
import slipway.report.ReportedHealth;
import slipway.report.ReportedState;
import slipway.report.RunningRelease;
import slipway.report.ServiceError;
import slipway.report.ServiceReport;
import slipway.report.TrustedKeys;

/// A report in the making.
public final class Told {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final String host;
  private final List<ServiceReport> services = new ArrayList<>();
  private @Nullable Instant generation;
  private Instant at = NOON;
  private @Nullable Integer interval = 300;
  private @Nullable String problem;
  private @Nullable Pause paused;
  private boolean running;

  private Told(String host) {
    this.host = host;
  }

  public static Told by(String host) {
    return new Told(host);
  }

  public Told at(Instant moment) {
    at = moment;
    return this;
  }

  public Told accepted(Instant accepted) {
    generation = accepted;
    return this;
  }

  public Told running() {
    running = true;
    return this;
  }

  public Told problem(String text) {
    problem = text;
    return this;
  }

  public Told paused(Instant until, String reason) {
    paused = new Pause(until, reason, "ann");
    return this;
  }

  public Told byTimer() {
    interval = null;
    return this;
  }

  public Told service(String name, @Nullable String wanted, ReportedState state) {
    return service(name, wanted, state, null, null);
  }

  public Told service(
      String name,
      @Nullable String wanted,
      ReportedState state,
      @Nullable String step,
      @Nullable String error) {
    services.add(
        new ServiceReport(
            name,
            wanted,
            state,
            step,
            new RunningRelease(
                3,
                StorePath.of("/nix/store/" + "0".repeat(32) + "-" + name),
                "abcdef1234567",
                NOON.minusSeconds(7200),
                null),
            ReportedHealth.HEALTHY,
            0,
            error == null ? null : new ServiceError(error, at)));
    return this;
  }

  public HostReport report() {
    return new HostReport(
        host,
        "slipway",
        "0.1.0",
        at,
        new Poll(interval == null ? Poll.Mode.TIMER : Poll.Mode.DAEMON, interval),
        new TrustedKeys(List.of(), List.of()),
        generation == null ? null : new AcceptedManifest(generation, "0".repeat(64), generation),
        problem,
        paused,
        running,
        services);
  }

  public Sighting seen() {
    return seen(at);
  }

  public Sighting seen(Instant written) {
    return new Sighting.Reported(report(), written);
  }
}
