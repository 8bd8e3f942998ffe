package slipway.deployer.reconcile;

import java.util.Collection;
import java.util.Set;
import slipway.manifest.StorePath;

/// The Nix store of this host.
public interface Closures {
  /// Those of `paths` that are on disk.
  Set<StorePath> present(Collection<StorePath> paths);

  /// Copies the closures of `paths` from the bucket in one go. Returns when all are valid in the
  /// store.
  void copy(Set<StorePath> paths) throws HostException;
}
