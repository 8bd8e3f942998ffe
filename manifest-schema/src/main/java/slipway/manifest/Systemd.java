package slipway.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How systemd runs the service.
///
/// @param timer an OnCalendar expression; with one the service is a job
/// @param socket whether systemd holds the port and passes it to the service (sd_listen_fds(3))
/// @param memoryMax bytes with an optional suffix K, M, G or T, a percentage, or `infinity`
/// @param cpuQuota a percentage of one CPU
public record Systemd(
    List<String> after,
    List<String> requires,
    List<String> wants,
    Restart restart,
    int restartSec,
    Type type,
    @Nullable String timer,
    boolean socket,
    @Nullable Integer stopTimeoutSec,
    @Nullable String memoryMax,
    @Nullable String cpuQuota,
    @Nullable Integer tasksMax) {
  public static final Systemd DEFAULT =
      new Systemd(
          List.of(),
          List.of(),
          List.of(),
          Restart.ON_FAILURE,
          5,
          Type.SIMPLE,
          null,
          false,
          null,
          null,
          null,
          null);

  public Systemd {
    after = List.copyOf(after);
    requires = List.copyOf(requires);
    wants = List.copyOf(wants);
  }

  /// What `restart` is where the manifest leaves it out. Any visitor starts a service that has a
  /// socket, however it ended, and at once; with `always` that is done in its pace instead.
  static Restart defaultRestart(boolean socket) {
    return socket ? Restart.ALWAYS : DEFAULT.restart;
  }

  /// `Restart=` of systemd.service(5).
  public enum Restart implements Named {
    NO("no"),
    ALWAYS("always"),
    ON_SUCCESS("on-success"),
    ON_FAILURE("on-failure"),
    ON_ABNORMAL("on-abnormal"),
    ON_WATCHDOG("on-watchdog"),
    ON_ABORT("on-abort");

    private final String text;

    Restart(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  /// `Type=` of systemd.service(5), those that a deploy can await.
  public enum Type implements Named {
    SIMPLE("simple"),
    EXEC("exec"),
    NOTIFY("notify"),
    ONESHOT("oneshot");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }
}
