package slipway.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one host says of itself at one moment.
///
/// @param host the name by which manifests call it
/// @param deployer the version of its deployer
/// @param at the host's own clock when this was written
/// @param accepted the manifest that it goes by, null before the first
/// @param problem why the manifest in the bucket was not taken, or the bucket not asked; null where
///   all is well
/// @param paused null where the host is not
/// @param running whether a pass was at work when this was written, so that more is to come
/// @param services by name
public record HostReport(
    String host,
    String namespace,
    String deployer,
    Instant at,
    Poll poll,
    TrustedKeys trust,
    @Nullable AcceptedManifest accepted,
    @Nullable String problem,
    @Nullable Pause paused,
    boolean running,
    List<ServiceReport> services) {
  public static final int VERSION = 1;

  public HostReport {
    namespace = ReportText.line(namespace);
    deployer = ReportText.line(deployer);
    problem = problem == null ? null : ReportText.message(problem);
    services = List.copyOf(services);
  }
}
