package slipway.deployer.caddy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import slipway.deployer.plan.ProgramWords;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.JsonTree;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Caddy's admin API (caddyserver.com/docs/api), as far as we need it.
final class CaddyAdmin implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /// Caddy answers a change when the new configuration serves; at hundreds of sites that takes a
  /// while.
  private static final Duration CALL = Duration.ofSeconds(30);

  private static final int PRECONDITION_FAILED = 412;

  private final AdminAddress address;
  private @Nullable OkHttpClient client;

  CaddyAdmin(AdminAddress address) {
    this.address = address;
  }

  /// Made for the first call, which few passes come to.
  private synchronized OkHttpClient client() {
    OkHttpClient made = client;
    if (made == null) {
      made = client(address);
      client = made;
    }
    return made;
  }

  private static OkHttpClient client(AdminAddress address) {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .callTimeout(CALL)
            .followRedirects(false)
            // Getting ready for TLS takes as long as all else that a pass asks of Caddy.
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .proxy(Proxy.NO_PROXY)
            .connectionPool(new ConnectionPool(1, 5, TimeUnit.SECONDS));
    if (address instanceof AdminAddress.Unix(var socket)) {
      builder.socketFactory(new UnixSocketFactory(socket));
    }
    return builder.build();
  }

  /// @param etag of exactly this configuration, for a later `write`
  record Config(JsonNode tree, String etag) {}

  /// How a change went.
  enum Written {
    DONE,
    /// Somebody else changed the configuration since it was read.
    OUTDATED
  }

  /// The whole configuration, to be looked at; a null node where Caddy has none.
  JsonNode look() throws HostException {
    try {
      return JsonTree.read(PlainConfig.read(address.toString()));
    } catch (IOException | RuntimeException _) {
      // With more patience, and words for what is wrong: not JSON, an address that does not
      // resolve.
      return read().tree();
    }
  }

  /// The whole configuration, to be changed.
  Config read() throws HostException {
    Request.Builder request = request(List.of("config", ""));
    try (Response response = client().newCall(request.build()).execute()) {
      byte[] body = response.body().bytes();
      String etag = response.header("Etag");
      // Caddy 2.6 sends it behind the body.
      etag = etag == null ? response.trailers().get("Etag") : etag;
      if (!response.isSuccessful() || etag == null) {
        throw refused("to show its configuration", response.code(), new String(body, UTF_8));
      }
      return new Config(JsonTree.read(body), etag);
    } catch (JacksonException broken) {
      throw new HostException(
          "Caddy at " + address + " answered something that is not JSON; is it Caddy?", broken);
    } catch (IOException broken) {
      throw unreachable(broken);
    }
  }

  /// Puts `value` at `path` of the configuration, if that still is the one that was read.
  ///
  /// @param replaces whether there is something at `path`
  Written write(List<String> path, boolean replaces, JsonNode value, String etag)
      throws HostException {
    RequestBody body =
        RequestBody.create(JsonTree.compact(value), MediaType.get("application/json"));
    Request request =
        request(path).header("If-Match", etag).method(replaces ? "PATCH" : "PUT", body).build();
    try (Response response = client().newCall(request).execute()) {
      if (response.code() == PRECONDITION_FAILED) {
        return Written.OUTDATED;
      }
      if (!response.isSuccessful()) {
        throw refused("the routes", response.code(), response.body().string());
      }
      return Written.DONE;
    } catch (IOException broken) {
      throw unreachable(broken);
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.connectionPool().evictAll();
      client.dispatcher().executorService().shutdown();
    }
  }

  private Request.Builder request(List<String> path) {
    return switch (address) {
      case AdminAddress.Tcp(HttpUrl url) -> new Request.Builder().url(at(url, path));
      // Behind a unix socket Caddy 2.6 allows only requests without a host.
      case AdminAddress.Unix _ ->
          new Request.Builder().url(at(HttpUrl.get("http://127.0.0.1/"), path)).header("Host", "");
    };
  }

  private static HttpUrl at(HttpUrl base, List<String> path) {
    HttpUrl.Builder url = base.newBuilder();
    path.forEach(url::addPathSegment);
    return url.build();
  }

  private HostException unreachable(IOException broken) {
    return new HostException(
        "cannot reach Caddy's admin API at "
            + address
            + " ("
            + broken.getMessage()
            + "); is caddy.service running, and is this its `admin` address?",
        broken);
  }

  private HostException refused(String what, int status, String body) {
    return new HostException(
        "Caddy at " + address + " refused " + what + " with HTTP " + status + ": " + message(body));
  }

  /// It may quote the configuration, which holds what others put there.
  private static String message(String body) {
    try {
      JsonNode error = JsonTree.read(body.getBytes(UTF_8)).path("error");
      return ProgramWords.quoted(error.asString(body.strip()));
    } catch (JacksonException _) {
      return ProgramWords.quoted(body.strip());
    }
  }
}
