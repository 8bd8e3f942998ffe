package slipway.deployer.systemd.bus;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.UInt32;

/// A unit as ListUnitsByNames tells it.
// Each field is a part of the D-Bus type, used or not.
@SuppressWarnings("UnusedVariable")
public final class ListedUnit extends Struct {
  @Position(0)
  private final String name;

  @Position(1)
  private final String description;

  @Position(2)
  private final String loadState;

  @Position(3)
  private final String activeState;

  @Position(4)
  private final String subState;

  @Position(5)
  private final String following;

  @Position(6)
  private final DBusPath path;

  @Position(7)
  private final UInt32 jobId;

  @Position(8)
  private final String jobType;

  @Position(9)
  private final DBusPath jobPath;

  public ListedUnit(
      String name,
      String description,
      String loadState,
      String activeState,
      String subState,
      String following,
      DBusPath path,
      UInt32 jobId,
      String jobType,
      DBusPath jobPath) {
    this.name = name;
    this.description = description;
    this.loadState = loadState;
    this.activeState = activeState;
    this.subState = subState;
    this.following = following;
    this.path = path;
    this.jobId = jobId;
    this.jobType = jobType;
    this.jobPath = jobPath;
  }

  /// The unit's own name, which is another than the one asked for where that is an alias.
  public String name() {
    return name;
  }

  public String loadState() {
    return loadState;
  }

  public String activeState() {
    return activeState;
  }
}
