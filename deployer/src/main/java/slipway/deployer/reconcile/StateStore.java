package slipway.deployer.reconcile;

import java.time.Instant;
import java.util.Optional;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Pause;

/// What outlives a pass. Every write is durable when it returns: after a power cut the old or the
/// new content is there, never half of one.
public interface StateStore {
  HostState load() throws HostException;

  void save(HostState state) throws HostException;

  /// The bytes of the manifest that was accepted last.
  Optional<byte[]> manifest() throws HostException;

  void keepManifest(byte[] manifest) throws HostException;

  /// The pause that was asked for, over or not.
  Optional<Pause> pause() throws HostException;

  /// The pause that holds at this moment.
  default Optional<Pause> pauseAt(Instant now) throws HostException {
    return pause().map(pause -> pause.seenAt(now)).filter(pause -> pause.holdsAt(now));
  }

  void keepPause(Pause pause) throws HostException;

  /// None is fine.
  void endPause() throws HostException;
}
