package slipway.deployer.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.reconcile.Supervisor;

/// Tells systemd how the daemon fares, in the protocol of sd_notify(3). Without a socket every word
/// goes nowhere. A word that does not arrive is logged; nothing else depends on it.
public final class SdNotify implements Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(SdNotify.class);

  private final @Nullable String socket;
  private String told = "";

  private SdNotify(@Nullable String socket) {
    this.socket = socket;
  }

  /// @param environment of this process; systemd names its socket in NOTIFY_SOCKET
  public static SdNotify from(Map<String, String> environment) {
    return new SdNotify(environment.get("NOTIFY_SOCKET"));
  }

  /// How often to call `watchdog`: half the time after which systemd would kill this process. Empty
  /// where nobody watches, as sd_watchdog_enabled(3) defines it.
  ///
  /// @param pid of this process
  public static Optional<Duration> watchdogInterval(Map<String, String> environment, long pid) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String watched = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
    return micros.matches("[1-9][0-9]{0,17}") && watched.equals(Long.toString(pid))
        ? Optional.of(Duration.of(Long.parseLong(micros) / 2, ChronoUnit.MICROS))
        : Optional.empty();
  }

  @Override
  public void ready() {
    send("READY=1");
  }

  @Override
  public void status(String line) {
    // A new line would begin another variable.
    if (!line.equals(told) && send("STATUS=" + line.replaceAll("\\p{Cntrl}", " "))) {
      told = line;
    }
  }

  @Override
  public void stopping() {
    send("STOPPING=1");
  }

  /// Still alive.
  public void watchdog() {
    send("WATCHDOG=1");
  }

  /// Whether it arrived.
  private boolean send(String state) {
    if (socket == null) {
      return false;
    }
    try {
      UnixDatagram.send(socket, state.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException no) {
      LOG.warn("cannot notify systemd: {}", no.getMessage());
      return false;
    }
  }
}
