package slipway.deployer.systemd.bus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/// What systemd did to a link.
// Each field is a part of the D-Bus type, used or not.
@SuppressWarnings("UnusedVariable")
public final class UnitFileChange extends Struct {
  @Position(0)
  private final String kind;

  @Position(1)
  private final String file;

  @Position(2)
  private final String target;

  public UnitFileChange(String kind, String file, String target) {
    this.kind = kind;
    this.file = file;
    this.target = target;
  }
}
