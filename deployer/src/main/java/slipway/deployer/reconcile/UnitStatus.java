package slipway.deployer.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.ObservedUnit.Activity;

/// How a unit stands at one moment.
///
/// @param result systemd's word for how it ended last, `success` while all is well
/// @param exitStatus of the main process when it last ended, 0 where it never did
/// @param mainPid 0 where nothing runs
/// @param restarts how often systemd restarted it by itself since it was last started
/// @param controlGroup the unit's cgroup path, empty where nothing runs
/// @param activeSince when it became active, null where it is not
public record UnitStatus(
    Activity activity,
    String subState,
    String result,
    int exitStatus,
    int mainPid,
    int restarts,
    String controlGroup,
    @Nullable Instant activeSince) {}
