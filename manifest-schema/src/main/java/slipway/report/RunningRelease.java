package slipway.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import slipway.manifest.StorePath;

/// The release of a service that a host runs.
///
/// @param number counted per service and host, from 1
/// @param revision of its source, where its manifest entry named one
/// @param since when the host first started it, where that is known
/// @param serving null where the service has one instance only
public record RunningRelease(
    int number,
    StorePath storePath,
    @Nullable String revision,
    @Nullable Instant since,
    @Nullable ServingInstance serving) {
  public RunningRelease {
    revision = revision == null ? null : ReportText.line(revision);
  }
}
