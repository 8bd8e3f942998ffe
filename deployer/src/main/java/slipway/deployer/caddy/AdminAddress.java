package slipway.deployer.caddy;

import java.nio.file.Path;
import okhttp3.HttpUrl;

/// Where Caddy's admin API listens.
public sealed interface AdminAddress {
  /// @param url without path
  record Tcp(HttpUrl url) implements AdminAddress {
    @Override
    public String toString() {
      String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
      return url.scheme() + "://" + host + ":" + url.port();
    }
  }

  record Unix(Path socket) implements AdminAddress {
    @Override
    public String toString() {
      return "unix/" + socket;
    }
  }

  /// Reads `http://localhost:2019`, and `localhost:2019` and `unix//run/caddy/admin.sock` as
  /// Caddy's own `admin` option writes them.
  ///
  /// @throws IllegalArgumentException with a message for people where it is neither
  static AdminAddress parse(String text) {
    if (text.startsWith("unix//")) {
      String path = text.substring("unix/".length());
      int mode = path.indexOf('|');
      return new Unix(Path.of(mode < 0 ? path : path.substring(0, mode)));
    }
    HttpUrl url = HttpUrl.parse(text.contains("://") ? text : "http://" + text);
    if (url == null
        || !url.scheme().equals("http")
        || !url.encodedPath().equals("/")
        || url.query() != null
        || url.fragment() != null
        || !url.username().isEmpty()
        || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          "is no address of Caddy's admin API; wanted http://localhost:2019 or"
              + " unix//run/caddy/admin.sock");
    }
    return new Tcp(url);
  }
}
