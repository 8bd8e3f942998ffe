package slipway.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sandbox of a service; each value is the systemd directive of the same name
/// (systemd.exec(5)).
///
/// @param dynamicUser true where the manifest names no user and does not say otherwise
/// @param stateDirectory a name below /var/lib that systemd creates and owns for the service
/// @param capabilities kept in the bounding set and given to the process; empty drops all
public record Hardening(
    boolean dynamicUser,
    boolean privateTmp,
    ProtectSystem protectSystem,
    ProtectHome protectHome,
    boolean noNewPrivileges,
    List<String> readWritePaths,
    @Nullable String stateDirectory,
    List<String> capabilities) {

  public Hardening {
    readWritePaths = List.copyOf(readWritePaths);
    capabilities = List.copyOf(capabilities);
  }

  /// What holds where the manifest says nothing.
  public static Hardening defaults(boolean userNamed) {
    return new Hardening(
        !userNamed, true, ProtectSystem.STRICT, ProtectHome.YES, true, List.of(), null, List.of());
  }

  /// `true`, `false`, `"full"` or `"strict"` in the manifest.
  public enum ProtectSystem implements Named {
    NO("no"),
    YES("yes"),
    FULL("full"),
    STRICT("strict");

    private final String text;

    ProtectSystem(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  /// `true`, `false`, `"read-only"` or `"tmpfs"` in the manifest.
  public enum ProtectHome implements Named {
    NO("no"),
    YES("yes"),
    READ_ONLY("read-only"),
    TMPFS("tmpfs");

    private final String text;

    ProtectHome(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }
}
