package slipway.e2e.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import slipway.e2e.host.Caddy;
import slipway.e2e.host.ThrowawayHost;

/// A way to move visitors from one instance to the other (docs/decisions/0018).
enum Way {
  /// The route is written anew.
  WRITE {
    @Override
    String handler(int port) {
      return proxy("", port);
    }

    @Override
    void move(ThrowawayHost host, int port) {
      Caddy.replaceRoute(ID, route(handler(port)));
    }
  },

  /// The same with `stream_close_delay`, which Caddy 2.6 does not know.
  WRITE_DELAYED {
    @Override
    String handler(int port) {
      return proxy("\"stream_close_delay\":\"30s\",", port);
    }

    @Override
    void move(ThrowawayHost host, int port) {
      Caddy.replaceRoute(ID, route(handler(port)));
    }
  },

  /// A file that is there while the second instance serves.
  FILE {
    @Override
    String handler(int port) {
      return """
      {"handler":"subroute","routes":[
        {"match":[{"file":{"root":"%s","try_files":["/web"]}}],"handle":[%s],"terminal":true},
        {"handle":[%s]}]}
      """
          .formatted(DIRECTORY, proxy("", SECOND), proxy("", FIRST));
    }

    @Override
    void move(ThrowawayHost host, int port) {
      Path marker = host.file(DIRECTORY + "/web");
      try {
        if (port == SECOND) {
          Files.createFile(marker);
        } else {
          Files.delete(marker);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  },

  /// Both are upstream all the time; Caddy takes the first that works.
  BOTH {
    @Override
    String handler(int port) {
      return """
      {"handler":"reverse_proxy","upstreams":[{"dial":"127.0.0.1:%d"},{"dial":"127.0.0.1:%d"}],
       "load_balancing":{"selection_policy":{"policy":"first"},"try_duration":"5s","try_interval":"20ms"},
       "health_checks":{"active":{"path":"/health","interval":"500ms"},
                        "passive":{"fail_duration":"1s","max_fails":1}}}
      """
          .formatted(FIRST, SECOND);
    }

    // Nothing is to be done: it moves by what is stopped and started.
    @Override
    void move(ThrowawayHost host, int port) {}
  },

  /// systemd holds a socket and passes connections on; what does that is started anew.
  SOCKET {
    @Override
    String handler(int port) {
      return proxy("", PROXY);
    }

    @Override
    void lay(ThrowawayHost host) {
      host.write("/run/systemd/system/load.socket", "[Socket]\nListenStream=127.0.0.1:" + PROXY);
      point(host, FIRST);
      host.exec("systemctl", "start", "load.socket").orFail();
      super.lay(host);
    }

    @Override
    void move(ThrowawayHost host, int port) {
      point(host, port);
      host.exec("systemctl", "restart", "load.service").orFail();
    }

    private void point(ThrowawayHost host, int port) {
      host.write(
          "/run/systemd/system/load.service",
          "[Service]\nExecStart=/usr/lib/systemd/systemd-socket-proxyd -c 4096 127.0.0.1:" + port);
      host.exec("systemctl", "daemon-reload").orFail();
    }

    @Override
    void clear(ThrowawayHost host) {
      super.clear(host);
      host.exec("systemctl", "stop", "load.socket", "load.service").orFail();
    }
  };

  static final int FIRST = 8001;
  static final int SECOND = 8002;
  static final String DOMAIN = "load.test";
  private static final int PROXY = 8000;
  private static final String ID = "load-web";
  private static final String DIRECTORY = "/run/slipway.load/standby";

  abstract String handler(int port);

  /// While both instances run.
  abstract void move(ThrowawayHost host, int port);

  void lay(ThrowawayHost host) {
    host.exec("mkdir", "-p", DIRECTORY).orFail();
    host.exec("rm", "-f", DIRECTORY + "/web").orFail();
    Caddy.insertRoute(route(handler(FIRST)));
  }

  void clear(ThrowawayHost host) {
    Caddy.deleteRoute(ID);
  }

  private static String proxy(String options, int port) {
    return "{\"handler\":\"reverse_proxy\",%s\"upstreams\":[{\"dial\":\"127.0.0.1:%d\"}]}"
        .formatted(options, port);
  }

  private static String route(String handler) {
    return "{\"@id\":\"%s\",\"match\":[{\"host\":[\"%s\"]}],\"handle\":[%s],\"terminal\":true}"
        .formatted(ID, DOMAIN, handler);
  }
}
