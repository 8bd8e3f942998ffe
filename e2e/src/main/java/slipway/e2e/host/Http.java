package slipway.e2e.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// Asks the web servers on the loopback of the host, each time over a new connection. HTTP 1.0 by
/// hand, because the JDK's client does not let one choose the `Host` header.
public final class Http {
  private static final int LIMIT_MILLIS = 10_000;
  private static final int CADDY = 80;

  private Http() {}

  /// @param status 0 where nobody answered
  public record Answer(int status, String body) {
    private static final Answer NONE = new Answer(0, "");

    public boolean is(int wantedStatus, String wantedBody) {
      return status == wantedStatus && body.equals(wantedBody);
    }
  }

  /// GET through Caddy, as a visitor of `domain`.
  public static Answer site(String domain, String path) {
    return get(CADDY, domain, path);
  }

  /// GET from a port of the host, past Caddy.
  public static Answer port(int port, String path) {
    return get(port, "127.0.0.1", path);
  }

  /// Asks through Caddy until the answer is as wanted, and returns it.
  public static Answer await(String domain, String path, Duration limit, Predicate<Answer> wanted) {
    return Await.value(
        "http://" + domain + path + " answers as wanted",
        limit,
        () -> Optional.of(site(domain, path)).filter(wanted));
  }

  private static Answer get(int port, String domain, String path) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
      String request =
          "GET %s HTTP/1.0\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, domain);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return parse(new String(socket.getInputStream().readAllBytes(), UTF_8));
    } catch (IOException _) {
      return Answer.NONE;
    }
  }

  private static Answer parse(String response) {
    int head = response.indexOf("\r\n\r\n");
    if (head < 0 || !response.startsWith("HTTP/1.")) {
      return Answer.NONE;
    }
    int status =
        Integer.parseInt(response.substring("HTTP/1.x ".length(), "HTTP/1.x ".length() + 3));
    return new Answer(status, response.substring(head).strip());
  }
}
