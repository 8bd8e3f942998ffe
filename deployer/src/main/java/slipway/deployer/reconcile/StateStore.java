package slipway.deployer.reconcile;

import java.util.Optional;
import slipway.deployer.plan.HostState;

/// What outlives a pass. Every write is durable when it returns: after a power cut the old or the
/// new content is there, never half of one.
public interface StateStore {
  HostState load() throws HostException;

  void save(HostState state) throws HostException;

  /// The bytes of the manifest that was accepted last.
  Optional<byte[]> manifest() throws HostException;

  void keepManifest(byte[] manifest) throws HostException;
}
