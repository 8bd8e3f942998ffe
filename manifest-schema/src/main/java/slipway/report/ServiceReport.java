package slipway.report;

import org.jspecify.annotations.Nullable;

/// One service on one host.
///
/// @param wanted the fingerprint of its entry in the accepted manifest, null where it has none and
///   the service is on its way out
/// @param step what is being done, such as `copying`; null unless the state is deploying
/// @param runs null where nothing of it runs
/// @param restarts by systemd itself since the process was last started
/// @param error why it is not as wanted, null where it is
public record ServiceReport(
    String name,
    @Nullable String wanted,
    ReportedState state,
    @Nullable String step,
    @Nullable RunningRelease runs,
    ReportedHealth health,
    int restarts,
    @Nullable ServiceError error) {
  public ServiceReport {
    step = step == null ? null : ReportText.line(step);
  }
}
