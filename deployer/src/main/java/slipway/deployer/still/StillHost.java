package slipway.deployer.still;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.reconcile.ManifestSource;
import slipway.deployer.reconcile.ManifestSource.Polled;
import slipway.deployer.reconcile.PassResult;
import slipway.deployer.reconcile.Stillness;
import slipway.deployer.report.Repeat;

/// Remembers the signs of a host at rest from one pass of this process to the next.
public final class StillHost implements Stillness {
  private static final Logger LOG = LoggerFactory.getLogger(StillHost.class);

  private final Subjects subjects;
  private final ManifestSource manifests;
  private final @Nullable Reports reports;
  private final SignReader reader;
  private final Clock clock;
  private @Nullable Signs before;
  private @Nullable Rest rest;
  private @Nullable Watch watch;
  private boolean unwatchable;
  private boolean mayWrite;
  private Signs untold = new Signs(List.of());

  /// @param root `/` but in tests
  /// @param reports null where the host writes none
  public StillHost(
      Path root,
      Subjects subjects,
      ManifestSource manifests,
      @Nullable Reports reports,
      Clock clock) {
    this.reader = new SignReader(root);
    this.subjects = subjects;
    this.manifests = manifests;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public @Nullable String lasting() {
    Rest known = rest;
    return known != null
            && known.isRecent(clock.instant())
            && hold(known.signs())
            && manifests.poll(known.etag()) instanceof Polled.Unchanged
            && isReported(known)
        ? known.etag()
        : null;
  }

  @Override
  public boolean writes() {
    Rest known = rest;
    mayWrite = reports != null && known != null && known.isReportDue(clock.instant());
    return mayWrite;
  }

  /// Whether the bucket has a report that is young enough, if need be from now on.
  private boolean isReported(Rest known) {
    if (reports == null || !mayWrite) {
      return true; // one that has become due meanwhile is for the next poll
    }
    if (!reports.again().getAsBoolean()) {
      return false; // a pass finds out why
    }
    rest = new Rest(known.etag(), known.signs(), known.at(), reports.last().get().orElse(null));
    return true;
  }

  /// Whether they do, without a look at what the kernel would have told of.
  private boolean hold(Signs signs) {
    Watch told = watch;
    if (told != null && told.isQuiet()) {
      return untold.hold(reader);
    }
    unwatch();
    // What changes while they are read is told of at the next poll.
    watch = watch(signs);
    untold = signs.untold(reader);
    boolean holds = signs.hold(reader);
    if (!holds) {
      unwatch();
    }
    return holds;
  }

  private @Nullable Watch watch(Signs signs) {
    try {
      Set<Path> places = unwatchable ? Set.of() : signs.places(reader);
      return places.isEmpty() ? null : Watch.over(places);
    } catch (NoSuchFileException | NotDirectoryException | NotLinkException e) {
      // Somebody changes them at this moment.
      LOG.debug("action=watch reason=\"{}\"", e.toString());
      return null;
    } catch (IOException | RuntimeException e) {
      // As where others have used up what root may watch: until the next pass each poll reads them.
      LOG.debug("action=watch reason=\"{}\"", e.toString());
      unwatchable = true;
      return null;
    }
  }

  private void unwatch() {
    Watch old = watch;
    watch = null;
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void before() {
    unwatch();
    unwatchable = false;
    rest = null;
    try {
      Optional<Collection<Subject>> all = subjects.all();
      before = all.isEmpty() ? null : Signs.of(all.get(), reader);
    } catch (IOException | RuntimeException e) {
      // Whatever keeps the signs from being read is for the pass to find, and must not end it.
      LOG.debug("action=still reason=\"{}\"", e.toString());
      before = null;
    }
  }

  @Override
  public void after(PassResult result) {
    rest = found(result).orElse(null);
  }

  /// What a later process may go by, too.
  Optional<Rest> found(PassResult result) {
    Optional<Repeat> report = reports == null ? Optional.empty() : reports.last().get();
    if (before == null || result.atRest() == null || (reports != null && report.isEmpty())) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return Optional.of(new Rest(result.atRest(), before, now, report.orElse(null)));
  }
}
