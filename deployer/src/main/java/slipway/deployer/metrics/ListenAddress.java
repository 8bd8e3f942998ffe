package slipway.deployer.metrics;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the daemon shows its numbers: on this host alone.
public sealed interface ListenAddress {
  /// @param host an address of the loopback interface
  record Tcp(String host, int port) implements ListenAddress {
    @Override
    public SocketAddress socket() {
      try {
        // Both forms are literals, which are not looked up.
        return new InetSocketAddress(InetAddress.getByName(host), port);
      } catch (UnknownHostException e) {
        throw new IllegalStateException(host, e);
      }
    }

    @Override
    public String toString() {
      return "http://" + host + ":" + port + "/metrics";
    }
  }

  record Unix(Path path) implements ListenAddress {
    @Override
    public SocketAddress socket() {
      return UnixDomainSocketAddress.of(path);
    }

    @Override
    public String toString() {
      return "unix/" + path;
    }
  }

  SocketAddress socket();

  Pattern TCP =
      Pattern.compile(
          "(127(?:\\.(?:[1-9]?[0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])){3}|\\[::1\\]|localhost):([0-9]{1,5})");

  /// `sun_path` of unix(7) without its closing zero.
  int LONGEST_PATH = 107;

  /// Reads `127.0.0.1:PORT`, `[::1]:PORT`, `localhost:PORT` and `unix//PATH`.
  ///
  /// @throws IllegalArgumentException with a message for people where it is none of these
  static ListenAddress parse(String text) {
    if (text.startsWith("unix//")) {
      Path path = Path.of(text.substring("unix/".length())).normalize();
      if (path.toString().length() > LONGEST_PATH) {
        throw new IllegalArgumentException(
            "is a path of %d characters; a socket's has %d at most"
                .formatted(path.toString().length(), LONGEST_PATH));
      }
      return new Unix(path);
    }
    Matcher tcp = TCP.matcher(text);
    int port = tcp.matches() ? Integer.parseInt(tcp.group(2)) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "wanted 127.0.0.1:PORT, [::1]:PORT or unix//PATH: only this host is answered, since anybody who reaches the"
              + " address reads what runs here, without a password. For a Prometheus elsewhere, set `textfile` for"
              + " node_exporter, or put a proxy in front that asks who is there");
    }
    String host = tcp.group(1);
    return new Tcp(host.equals("localhost") ? "127.0.0.1" : host, port);
  }
}
