package slipway.deployer.reconcile;

import java.util.Map;
import java.util.Set;
import slipway.manifest.StorePath;

/// What keeps closures from the garbage collector, per service: one profile, whose generations an
/// operator can list with `nix-env -p`, and one root for each release that may be needed again.
public interface Profiles {
  /// Where each service's profile points.
  Map<String, StorePath> current() throws HostException;

  /// Every store path that some generation of each service's profile keeps.
  Map<String, Set<StorePath>> generations() throws HostException;

  void set(String service, StorePath path) throws HostException;

  /// Deletes the generations of the profile that lead to other paths than these; never the current.
  void keepOnly(String service, Set<StorePath> keep) throws HostException;

  /// Removes the profile with all its generations. Absent is done.
  void remove(String service) throws HostException;

  Map<String, Set<StorePath>> roots() throws HostException;

  /// Makes a root; the path need not exist yet, which is what closes the race with the collector.
  void addRoot(String service, StorePath path) throws HostException;

  /// Absent is done.
  void dropRoot(String service, StorePath path) throws HostException;
}
