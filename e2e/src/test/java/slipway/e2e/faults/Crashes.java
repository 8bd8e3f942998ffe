package slipway.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import slipway.e2e.host.Await;
import slipway.e2e.invariant.Change;
import slipway.e2e.invariant.Change.Kind;
import slipway.e2e.invariant.Changes;
import slipway.e2e.invariant.Invariants;
import slipway.e2e.invariant.Outage;
import slipway.e2e.invariant.Probe;
import slipway.e2e.invariant.Roster;
import slipway.e2e.site.Site;
import tools.jackson.databind.json.JsonMapper;

/// Changes of four services, each deployed by a pass that is killed and one that is not. The kill
/// comes at an instant drawn from the time that an uninterrupted pass of that kind took.
final class Crashes {
  private static final List<String> SERVICES = List.of("a", "b", "c", "d");

  /// Those with two instances, which no change and no kill may cost a visit.
  private static final Set<String> WITH_TWO = Set.of("a", "d");

  /// In which a service that is restarted has to answer again, on a machine that has much else to
  /// do.
  private static final Duration RESTART = Duration.ofSeconds(3);

  /// It starts one more JVM.
  private static final int STATUS_EVERY = 5;

  private final Site site;
  private final int wantedKills;
  private final SplittableRandom random;
  private final Roster roster;
  private final Changes changes;
  private final Map<Kind, DoomedPass.Span> spans = new EnumMap<>(Kind.class);
  private final Map<String, Integer> kills = new TreeMap<>();
  private Duration longest = Duration.ZERO;
  private int killed;
  private int tooLate;
  private int verified;

  private Crashes(Site site, int wantedKills, SplittableRandom random) {
    this.site = site;
    this.wantedKills = wantedKills;
    this.random = random;
    this.roster = new Roster(site, WITH_TWO);
    this.changes = new Changes(SERVICES, roster, random.split());
  }

  static Crashes of(Site site, int kills) {
    String given = System.getenv("SLIPWAY_SEED");
    long seed = given == null ? System.nanoTime() : Long.parseLong(given);
    System.out.println("SLIPWAY_SEED=" + seed + " repeats what follows");
    return new Crashes(site, kills, new SplittableRandom(seed));
  }

  void run() throws Exception {
    site.ground()
        .webs(IntStream.rangeClosed(1, Changes.VERSIONS).mapToObj(Integer::toString).toList());
    try (Probe probe = new Probe(site)) {
      measure(probe, changes.draw(Kind.DEPLOY, SERVICES.size()));
      for (Kind kind :
          List.of(Kind.UPDATE, Kind.CONFIGURE, Kind.FAIL, Kind.ROLLBACK, Kind.REMOVE)) {
        measure(probe, changes.draw(kind, 2));
      }
      while (killed < wantedKills) {
        round(probe, changes.draw());
      }
      System.out.println(probe.visits());
    }
    System.out.println(
        "%d passes killed, %d had ended before; the longest outage of a service that was changed %d ms, of any other 0"
            .formatted(killed, tooLate, longest.toMillis()));
    kills.forEach((phase, count) -> System.out.printf("%5d  after %s%n", count, phase));
  }

  /// A pass that nobody kills.
  private void measure(Probe probe, Change change) throws Exception {
    begin(probe, change);
    try (DoomedPass pass = DoomedPass.start(site.deployer())) {
      spans.put(change.kind(), pass.complete());
    }
    verify(probe, change, change + " by a pass that nobody killed");
  }

  private void round(Probe probe, Change change) throws Exception {
    begin(probe, change);
    DoomedPass.Instant instant = instant(change.kind());
    boolean children = random.nextBoolean();
    boolean collect = random.nextInt(3) == 0;
    try (DoomedPass pass = DoomedPass.start(site.deployer())) {
      if (pass.kill(instant, children)) {
        killed++;
        kills.merge(pass.lastStep(), 1, Integer::sum);
      } else {
        tooLate++;
      }
      String what =
          "kill %d, %d ms after the %s of %s, %s children, %s collection, after \"%s\""
              .formatted(
                  killed,
                  instant.after().toMillis(),
                  instant.working() ? "first step" : "start",
                  change,
                  children ? "with its" : "without its",
                  collect ? "before a" : "no",
                  pass.lastStep());
      System.out.println(what);
      readState();
      Await.until(
          "what answered before does so without another pass; " + what + "\n" + pass.said(),
          RESTART,
          () -> probe.allAnswerBut(change.broken()));
      if (collect) {
        site.host().exec("nix-collect-garbage").orFail();
      }
      verify(probe, change, what + "\n" + pass.said());
    }
  }

  /// One in four from the whole pass, the others from its work, because most of the time goes into
  /// the start of a JVM.
  private DoomedPass.Instant instant(Kind kind) {
    DoomedPass.Span span = Objects.requireNonNull(spans.get(kind));
    boolean working = random.nextInt(4) > 0;
    Duration all = working ? span.all().minus(span.begun()) : span.all();
    return new DoomedPass.Instant(
        working, Duration.ofNanos(random.nextLong(Math.max(1, all.toNanos()))));
  }

  /// What is not kept for a rollback goes from the store, so that the next pass has to copy it.
  private void begin(Probe probe, Change change) {
    site.host().exec("nix-collect-garbage").orFail();
    probe.watchOnly(change.stay());
    site.publish(roster.entries());
  }

  private void readState() {
    String state = site.host().shell("cat \"$1\"", site.state() + "/state.json").orFail().out();
    JsonMapper.shared().readTree(state);
  }

  private void verify(Probe probe, Change change, String what) {
    var output = site.deployer().sync();
    assertEquals(roster.hasBroken() ? 1 : 0, output.exit(), () -> what + "\n" + output);
    List<String> wrong = new ArrayList<>(Invariants.violations(site, roster.expected()));
    if (++verified % STATUS_EVERY == 0) {
      wrong.addAll(Invariants.violationsOfStatus(site, roster.expected()));
    }
    for (Outage outage : probe.take()) {
      boolean itsOwn =
          change.changed().contains(outage.service()) && !WITH_TWO.contains(outage.service());
      boolean failed = change.broken().contains(outage.service());
      if (!itsOwn || (!failed && outage.length().compareTo(RESTART) > 0)) {
        wrong.add(outage.toString());
      }
      if (itsOwn && !failed && outage.length().compareTo(longest) > 0) {
        longest = outage.length();
      }
    }
    wrong.addAll(
        site.host().shell("ls -d /tmp/slipway-* 2>/dev/null || true").out().lines().toList());
    assertEquals(List.of(), wrong, () -> what + "\n" + output);
    changes.settled();
  }
}
