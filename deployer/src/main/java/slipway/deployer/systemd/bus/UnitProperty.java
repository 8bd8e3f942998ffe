package slipway.deployer.systemd.bus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.Variant;

/// What a transient unit is to be like, as org.freedesktop.systemd1(5) calls it.
public final class UnitProperty extends Struct {
  @Position(0)
  private final String name;

  @Position(1)
  private final Variant<?> value;

  public UnitProperty(String name, Variant<?> value) {
    this.name = name;
    this.value = value;
  }

  public String name() {
    return name;
  }

  public Variant<?> value() {
    return value;
  }
}
