package slipway.deployer.systemd.bus;

import java.util.List;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/// One command of a unit.
// Each field is a part of the D-Bus type, used or not.
@SuppressWarnings("UnusedVariable")
public final class ExecLine extends Struct {
  @Position(0)
  private final String path;

  @Position(1)
  private final List<String> words;

  @Position(2)
  private final boolean ignoresFailure;

  /// @param words the first of which is how the program is called
  public ExecLine(String path, List<String> words, boolean ignoresFailure) {
    this.path = path;
    this.words = words;
    this.ignoresFailure = ignoresFailure;
  }
}
