package slipway.e2e.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import slipway.e2e.ground.Ground;
import slipway.e2e.host.Await;
import slipway.e2e.invariant.Change;
import slipway.e2e.invariant.Change.Kind;
import slipway.e2e.invariant.Changes;
import slipway.e2e.invariant.Outage;
import slipway.e2e.invariant.Probe;
import slipway.e2e.invariant.Roster;
import slipway.e2e.invariant.Version;
import slipway.e2e.proxy.S3Proxy;
import slipway.e2e.site.Site;
import tools.jackson.databind.node.ObjectNode;

/// A daemon on a host through changes and faults drawn at random, until the time is over. After
/// each step the host has to converge, and visitors of what was neither changed nor broken must not
/// have noticed anything. `e2e/soak` starts it: `Soak MINUTES SEED`.
public final class Soak {
  private static final List<String> SERVICES = List.of("a", "b", "c", "d");

  /// In which a service that was changed has to answer again.
  private static final Duration RESTART = Duration.ofSeconds(5);

  /// Repairs that a host makes of one release before it leaves a service alone, less one in
  /// reserve.
  private static final int REPAIRS = 3;

  private final Site site;
  private final SplittableRandom random;
  private final Roster roster;
  private final Changes changes;
  private final Pushing pushing;
  private final Convergence convergence;
  private final Faults faults;
  private final Tally tally = new Tally();
  private final Map<String, Integer> repairs = new HashMap<>();

  private Soak(Site site, Weather weather, SplittableRandom random) {
    this.site = site;
    this.random = random;
    this.roster = new Roster(site);
    this.changes = new Changes(SERVICES, roster, random.split());
    this.pushing = new Pushing(site, roster, random.split());
    this.convergence = new Convergence(site, roster, pushing);
    this.faults = new Faults(site, weather, random.split());
  }

  /// Arguments: minutes, seed.
  public static void main(String[] arguments) throws Exception {
    Duration time = Duration.ofMinutes(Long.parseLong(arguments[0]));
    long seed = Long.parseLong(arguments[1]);
    System.out.printf("soak: %d minutes, SEED=%d repeats it%n", time.toMinutes(), seed);
    Weather weather = new Weather();
    try (Ground ground = Ground.lay();
        Site site = Site.open(ground, 1);
        S3Proxy proxy = S3Proxy.before(ground.radosgw().endpoint(), weather)) {
      for (String bucket : List.of("manifest", "cache")) {
        ((ObjectNode) site.settings().at("/" + bucket + "/bucket"))
            .put("endpoint", proxy.endpoint().address().toString());
      }
      site.configure();
      ground.webs(IntStream.rangeClosed(1, Changes.VERSIONS).mapToObj(Integer::toString).toList());
      Soak soak = new Soak(site, weather, new SplittableRandom(seed));
      soak.run(Instant.now().plus(time));
      System.out.println(soak.tally.table());
      System.exit(soak.tally.violations() == 0 ? 0 : 1);
    }
  }

  private void run(Instant end) throws InterruptedException {
    site.deployer().enableDaemon(site.daemon(), site.namespace());
    site.host()
        .write(
            "/etc/systemd/system/" + site.daemon() + ".d/soak.conf",
            "[Unit]\nStartLimitIntervalSec=0\n[Service]\nRestartSec=1\n");
    site.host().exec("systemctl", "daemon-reload").orFail();
    try (Probe probe = new Probe(site)) {
      boolean converges = step(probe, new Fault.None(), changes.draw(Kind.DEPLOY, 3));
      while (converges && Instant.now().isBefore(end)) {
        Fault fault = faults.draw(List.copyOf(running()));
        Change change = random.nextInt(4) > 0 ? changes.draw(draw(changes.possible()), 1) : null;
        converges = step(probe, fault, change);
      }
      System.out.println(probe.visits());
    }
  }

  private Kind draw(Set<Kind> kinds) {
    return kinds.stream().skip(random.nextInt(kinds.size())).findFirst().orElseThrow();
  }

  private Set<String> running() {
    Set<String> running = new HashSet<>(roster.wanted().keySet());
    running.removeIf(service -> roster.running(service).isEmpty());
    return running;
  }

  /// Whether the host has converged.
  private boolean step(Probe probe, Fault fault, @Nullable Change change)
      throws InterruptedException {
    Set<String> untouched = running();
    if (change != null) {
      untouched.retainAll(change.stay());
    }
    String kind =
        fault instanceof Fault.None && change != null ? change.kind().name() : fault.kind();
    String what = fault + (change == null ? "" : " with " + change);
    long began = System.nanoTime();
    probe.watchOnly(untouched);
    Instant pushed = Instant.now();
    faults.begin(fault);
    if (change != null && fault.letsPush()) {
      pushing.push(change);
    }
    Thread.sleep(random.nextInt(4_000)); // how long it lasts
    faults.end(fault);
    if (change != null && !fault.letsPush()) {
      pushing.push(change);
    }
    long ended = System.nanoTime();
    Set<String> broken = change == null ? Set.of() : change.broken();
    List<String> left = convergence.await(broken, pushed);
    Duration took = Duration.ofNanos(System.nanoTime() - ended);
    tally.step(kind, !(fault instanceof Fault.None), took);
    left.forEach(sentence -> violation(what, sentence));
    judge(probe, fault, change, kind, what);
    System.out.printf(
        "%4d  %5.1f s  %s%s%n",
        tally.steps(),
        (System.nanoTime() - began) / 1e9,
        what,
        left.isEmpty() ? "" : " has not converged");
    if (!left.isEmpty()) {
      System.out.println(
          site.host().exec("journalctl", "-q", "-n", "60", "-u", site.daemon()).out());
      return false;
    }
    changes.settled();
    allowRepairs(probe, fault);
    return true;
  }

  private void judge(Probe probe, Fault fault, @Nullable Change change, String kind, String what) {
    Set<String> explained = new HashSet<>(fault.explains(Set.copyOf(SERVICES)));
    Set<String> changed = change == null ? Set.of() : change.changed();
    for (Outage outage : probe.take()) {
      boolean broken = change != null && change.broken().contains(outage.service());
      if (explained.contains(outage.service()) || broken) {
        tally.explained(kind, outage.length());
      } else if (changed.contains(outage.service())) {
        tally.explained(kind, outage.length());
        if (outage.length().compareTo(RESTART) > 0) {
          violation(what, outage + ", longer than a restart may take");
        }
      } else {
        tally.unexplained(outage.length());
        violation(what, outage.toString());
      }
    }
  }

  private void violation(String what, String sentence) {
    tally.violation("step " + tally.steps() + " (" + what + "): " + sentence);
    System.out.println("violation: " + sentence);
  }

  /// What somebody stops again and again is left alone, which an operator may lift.
  private void allowRepairs(Probe probe, Fault fault) {
    for (String service : fault.explains(running())) {
      if (repairs.merge(service, 1, Integer::sum) >= REPAIRS
          && !(fault instanceof Fault.CaddyRestarted || fault instanceof Fault.CaddyReloaded)) {
        repairs.remove(service);
        Instant asked = Instant.now();
        Await.until(
            "`slipway-deployer retry` found no other pass",
            Convergence.LIMIT,
            () -> site.deployer().run("retry", site.name(service)).exit() != 75);
        Version wanted = roster.wanted().get(service);
        if (wanted != null && !wanted.works()) {
          sitOutTheRetry(probe, service, asked);
        }
      }
    }
  }

  /// An operator who lifts the limit of repairs also has a failed release tried once more.
  private void sitOutTheRetry(Probe probe, String service, Instant asked) {
    String what = "retry of " + service;
    convergence.await(Set.of(service), asked).forEach(sentence -> violation(what, sentence));
    for (Outage outage : probe.take()) {
      if (outage.service().equals(service)) {
        tally.explained("retry", outage.length());
      } else {
        tally.unexplained(outage.length());
        violation(what, outage.toString());
      }
    }
  }
}
