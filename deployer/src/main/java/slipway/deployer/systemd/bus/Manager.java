package slipway.deployer.systemd.bus;

import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;

/// The manager object of systemd.
@DBusInterfaceName("org.freedesktop.systemd1.Manager")
public interface Manager extends DBusInterface {
  /// One entry for each name, in the order asked; loads what is not loaded, and never fails for a
  /// name that is not there.
  @DBusMemberName("ListUnitsByNames")
  List<ListedUnit> listUnitsByNames(List<String> names);

  /// Not atomic: the files before one that is refused stay linked.
  @DBusMemberName("LinkUnitFiles")
  List<UnitFileChange> linkUnitFiles(List<String> files, boolean runtime, boolean force);

  @DBusMemberName("DisableUnitFiles")
  List<UnitFileChange> disableUnitFiles(List<String> names, boolean runtime);

  @DBusMemberName("Reload")
  void reload();

  @DBusMemberName("ResetFailedUnit")
  void resetFailedUnit(String name);

  /// The job; its end may be signalled before this returns.
  @DBusMemberName("StartUnit")
  DBusPath startUnit(String name, String mode);

  /// Makes a unit that is gone once it has ended, and starts it: the job, as for `startUnit`.
  @DBusMemberName("StartTransientUnit")
  DBusPath startTransientUnit(
      String name, String mode, List<UnitProperty> properties, List<AuxiliaryUnit> auxiliary);

  @DBusMemberName("RestartUnit")
  DBusPath restartUnit(String name, String mode);

  @DBusMemberName("StopUnit")
  DBusPath stopUnit(String name, String mode);

  /// Makes a bus pass on the manager's signals; a direct connection gets them unasked.
  @DBusMemberName("Subscribe")
  void subscribe();

  /// A job ended.
  @DBusMemberName("JobRemoved")
  final class JobRemoved extends DBusSignal {
    private final String job;
    private final String result;

    public JobRemoved(String path, UInt32 id, DBusPath job, String unit, String result)
        throws DBusException {
      super(path, id, job, unit, result);
      this.job = job.getPath();
      this.result = result;
    }

    /// The job's object path.
    public String job() {
      return job;
    }

    /// `done`, `failed`, `timeout`, `dependency`, `canceled` or `skipped`.
    public String result() {
      return result;
    }
  }
}
