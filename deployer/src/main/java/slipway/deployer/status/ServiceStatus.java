package slipway.deployer.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What there is to say of one service on this host.
///
/// @param release its number on this host, 0 where none runs
/// @param state `running`, `waiting` (a timer), `starting`, `stopped` or `failed`
/// @param since when the process that runs was started
/// @param port of the instance that serves, null where the service has one only
/// @param servingSince when the host decided for that instance
/// @param drainingUntil when the instance before it may be stopped, null where there is none
/// @param restarts by systemd itself since then
/// @param problem why it is not as the manifest says, null where it is
public record ServiceStatus(
    String name,
    int release,
    @Nullable String storePath,
    @Nullable String revision,
    String state,
    @Nullable Instant since,
    @Nullable Integer port,
    @Nullable Instant servingSince,
    @Nullable Instant drainingUntil,
    int mainPid,
    int restarts,
    @Nullable String problem) {}
