package slipway.deployer.still;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
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
            && !known.isReportDue(clock.instant())
            && known.signs().hold(reader)
            && manifests.poll(known.etag()) instanceof Polled.Unchanged
        ? known.etag()
        : null;
  }

  @Override
  public void before() {
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
    Optional<Repeat> report = reports == null ? Optional.empty() : reports.last();
    if (before == null || result.atRest() == null || (reports != null && report.isEmpty())) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return Optional.of(new Rest(result.atRest(), before, now, report.orElse(null)));
  }
}
