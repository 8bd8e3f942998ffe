package slipway.deployer.plan;

import org.jspecify.annotations.Nullable;

/// A unit as found on the host.
///
/// @param written the content of the file of that name in our own unit directory, if there is one
/// @param loaded what systemd itself has under that name
/// @param stale whether systemd says that the file changed since it was loaded (NeedDaemonReload)
/// @param restarts how often systemd itself has started it anew, counted while it is STARTING
public record ObservedUnit(
    @Nullable String written, Loaded loaded, Activity activity, boolean stale, int restarts) {
  public static final ObservedUnit ABSENT =
      new ObservedUnit(null, new Loaded.Absent(), Activity.INACTIVE, false);

  /// A unit that systemd is not starting anew.
  public ObservedUnit(@Nullable String written, Loaded loaded, Activity activity, boolean stale) {
    this(written, loaded, activity, stale, 0);
  }

  /// Whether it is up, or on its way up or down.
  boolean runs() {
    return activity != Activity.INACTIVE && activity != Activity.FAILED;
  }

  /// Whether it is up, or down without a failure, and not on its way.
  public boolean isSettled() {
    return !stale && (activity == Activity.ACTIVE || activity == Activity.INACTIVE);
  }

  /// Whether that is our own file's doing, which we may stop.
  boolean isOursAndRuns() {
    return loaded instanceof Loaded.Ours && runs();
  }

  /// Whose unit systemd has loaded.
  public sealed interface Loaded {
    /// The file in our unit directory.
    record Ours() implements Loaded {}

    /// No unit of that name.
    record Absent() implements Loaded {}

    /// A unit that we did not write; it is never touched.
    record Foreign(String path) implements Loaded {}

    /// Masked by the operator, which we respect.
    ///
    /// @param untilBoot whether `systemctl mask --runtime` did it
    record Masked(boolean untilBoot) implements Loaded {}
  }

  /// systemd's ActiveState, as far as a plan depends on it.
  public enum Activity {
    /// `active`, `reloading` or `refreshing`.
    ACTIVE,
    /// `activating`, also while systemd waits to restart it.
    STARTING,
    /// `deactivating`.
    STOPPING,
    INACTIVE,
    FAILED
  }
}
