package slipway.e2e.push;

import java.util.concurrent.CompletableFuture;
import slipway.e2e.host.Output;
import slipway.e2e.host.ThrowawayHost;

/// A command of a developer that runs.
///
/// @param pidFile which it has written before all else
record Started(ThrowawayHost machine, String pidFile, CompletableFuture<Output> output) {
  /// With SIGKILL; returns when it is gone.
  void kill() {
    machine.shell("kill -KILL \"$(cat \"$1\")\"", pidFile).orFail();
    output.join();
  }

  /// As Ctrl-C does; returns what it had to say.
  Output interrupt() {
    machine.shell("kill -INT \"$(cat \"$1\")\"", pidFile).orFail();
    return output.join();
  }
}
