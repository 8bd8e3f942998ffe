package slipway.deployer.reconcile;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import slipway.manifest.StorePath;

/// The Nix store of this host.
public interface Closures {
  /// Those of `paths` that are on disk, whole.
  ///
  /// @param proven paths that were whole before; they are believed to be while Nix cannot be asked
  Set<StorePath> present(Collection<StorePath> paths, Set<StorePath> proven);

  /// Copies the closures of `paths` from the bucket, all in one go. Returns why, for each path that
  /// could not be copied; the others are valid in the store then.
  ///
  /// @throws HostException where nothing could be copied at all, whatever the path
  Map<StorePath, String> copy(Set<StorePath> paths) throws HostException;

  /// Keeps a collector that read its roots before one led to `path` from taking it.
  ///
  /// @throws HostException where it came too late, so that the path has to be copied
  void hold(StorePath path) throws HostException;
}
