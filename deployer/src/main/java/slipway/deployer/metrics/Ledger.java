package slipway.deployer.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.metrics.Tally.Last;
import slipway.deployer.metrics.Tally.Times;
import slipway.deployer.plan.Action.StartRelease;
import slipway.deployer.reconcile.Meter;
import slipway.deployer.reconcile.PassResult;
import slipway.deployer.reconcile.PassView;
import slipway.deployer.reconcile.Refusal;
import slipway.deployer.reconcile.Timings;
import slipway.deployer.reconcile.Told;
import slipway.deployer.reconcile.Witness;

/// Counts on from where the last process on this host has ended. The file is read as a pass begins
/// and written as it ends, while no other pass can run, so that a `sync` beside the daemon counts,
/// too.
public final class Ledger implements Meter {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final TallyFile file;
  private final @Nullable Path textfile;
  private final Exposition exposition;
  private final Clock clock;
  private Tally tally = Tally.NOTHING;
  private @Nullable Standing standing;
  private @Nullable Pulse pulse;

  /// Whether the file knows less than this does.
  private boolean unsaved;

  /// Whether the pass that runs deploys a release.
  private boolean deploys;

  private final Map<Path, String> told = new HashMap<>();

  /// @param textfile for node_exporter, null where the host wants none
  /// @param version of the deployer
  public Ledger(TallyFile file, @Nullable Path textfile, String version, Clock clock) {
    this.file = file;
    this.textfile = textfile;
    this.exposition = new Exposition(version);
    this.clock = clock;
  }

  /// Takes up what earlier processes counted. A pass does by itself.
  public synchronized void recall() {
    Instant now = clock.instant();
    Times known = tally.times().notAfter(now);
    tally = file.load(now);
    tally = tally.with(tally.times().or(known));
  }

  /// All numbers, as of now.
  public synchronized String text() {
    return exposition.text(tally, standing, clock.instant());
  }

  /// What a glance after this pass has to say; empty where no pass has ended well enough.
  public synchronized Optional<Pulse> pulse() {
    return Optional.ofNullable(pulse);
  }

  /// Looks at the host as passes tell of it.
  public Witness onlooker() {
    return new Witness() {
      @Override
      public void underWay(PassView view) {
        look(view);
      }

      @Override
      public Told ended(PassView view, boolean changed) {
        look(view);
        return Told.NOTHING;
      }

      @Override
      public Told brokeOff(String reason) {
        return Told.NOTHING;
      }
    };
  }

  private synchronized void look(PassView view) {
    standing = Standing.of(view, clock.instant());
  }

  public synchronized void pulled(long bytes) {
    tally = tally.pulled(bytes);
  }

  @Override
  public synchronized void begun() {
    if (!unsaved) {
      recall();
    }
    deploys = false;
    pulse = null;
  }

  @Override
  public synchronized void answered() {
    tally = tally.with(tally.times().polled(clock.instant()));
  }

  @Override
  public synchronized void refused(Refusal reason) {
    tally = tally.refused(reason);
  }

  @Override
  public synchronized void started(StartRelease start, boolean works) {
    String service = start.service();
    switch (start.purpose()) {
      case DEPLOY -> {
        deploys = true;
        tally = tally.with(service, known -> known.deployed(works));
        if (!works && start.moves()) {
          tally = tally.with(service, ServiceTally::rolledBack);
        }
      }
      case RETURN -> {
        if (works) {
          tally = tally.with(service, ServiceTally::rolledBack);
        }
      }
      case REPAIR -> tally = tally.with(service, ServiceTally::repaired);
    }
  }

  @Override
  public synchronized void ended(PassResult result, Timings timings) {
    Outcome outcome = Outcome.of(result);
    if (outcome == Outcome.OK) {
      tally = tally.with(tally.times().passed(clock.instant()));
    }
    tally = tally.passed(outcome, new Last(result.exitCode(), result.atRest() != null));
    close(timings);
  }

  @Override
  public synchronized void broken() {
    tally = tally.passed(Outcome.BROKEN, new Last(1, false));
    close(new Timings());
  }

  @Override
  public synchronized void rested() {
    Instant now = clock.instant();
    tally = tally.with(tally.times().polled(now).passed(now));
    if (pulse != null) {
      Pulse last = pulse;
      var _ = written(textfile == null ? file.path() : textfile, () -> last.beat(now));
    }
  }

  @Override
  public synchronized boolean writesAtRest() {
    return pulse != null;
  }

  private void close(Timings timings) {
    if (deploys) {
      timings.each().forEach(spent -> tally = tally.took(spent.phase(), spent.time()));
    }
    if (standing != null) {
      tally = tally.only(standing.names());
    }
    Tally counted = tally;
    unsaved = !written(file.path(), () -> file.keep(counted));
    Standing stands = standing;
    if (stands != null) {
      publish(stands);
    } // else nothing is known of the services that is newer than what the text file says
  }

  /// The pulse first: a glance that cannot write is followed by a pass, which tells why.
  private void publish(Standing stands) {
    Path page = textfile;
    if (page == null) {
      pulse = new Pulse(file.path(), null, stands.generation(), "");
      return;
    }
    var _ =
        written(
            page,
            () -> {
              String text = text();
              pulse = Pulse.of(file.path(), page, stands.generation(), text);
              AtomicFile.replace(page, text);
            });
  }

  /// The same trouble at every pass is told of once by each process. Whatever it is, no pass fails
  /// for it.
  private boolean written(Path where, Write write) {
    try {
      write.run();
      told.remove(where);
      return true;
    } catch (IOException | RuntimeException e) {
      String reason = e.toString();
      if (!reason.equals(told.put(where, reason))) {
        LOG.error(
            "action=count file={} reason=\"cannot be written: {}; see that its directory is there, writable and not full. Deploys go on\"",
            where,
            reason);
      }
      return false;
    }
  }

  /// What changes a file.
  private interface Write {
    void run() throws IOException;
  }
}
