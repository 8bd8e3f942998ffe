package slipway.deployer.reconcile;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import slipway.deployer.plan.ObservedUnit;
import slipway.unit.UnitFile;

/// The units of this host. Only files in our own unit directory are ever written, linked or
/// deleted.
public interface Units {
  /// Every unit file in our directory, and every one of `names`, by unit name.
  Map<String, ObservedUnit> observe(Set<String> names) throws HostException;

  /// Writes the file durably; systemd learns of it by `load`.
  void write(UnitFile unit) throws HostException;

  /// Unlinks and deletes the file. Absent is done. systemd learns of it by `load`.
  void delete(String name) throws HostException;

  /// Links these files at run time and makes systemd read all changed files: one daemon-reload.
  void load(Collection<String> names) throws HostException;

  /// Starts the unit, forgetting earlier failures of it, and awaits the end of the job.
  JobResult start(String name) throws HostException;

  /// As `start`, for a unit that may be running.
  JobResult restart(String name) throws HostException;

  /// Stops the unit and awaits the end of the job. A unit that is not there is done.
  JobResult stop(String name) throws HostException;

  /// The addresses that a socket unit of ours listens on now; none where it is not up.
  Set<String> listening(String socket) throws HostException;

  /// How the unit stands now.
  UnitStatus status(String name) throws HostException;
}
