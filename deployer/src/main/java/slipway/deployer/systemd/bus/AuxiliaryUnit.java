package slipway.deployer.systemd.bus;

import java.util.List;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/// Another unit that comes with a transient one; none does here.
// Each field is a part of the D-Bus type, used or not.
@SuppressWarnings("UnusedVariable")
public final class AuxiliaryUnit extends Struct {
  @Position(0)
  private final String name;

  @Position(1)
  private final List<UnitProperty> properties;

  public AuxiliaryUnit(String name, List<UnitProperty> properties) {
    this.name = name;
    this.properties = properties;
  }
}
