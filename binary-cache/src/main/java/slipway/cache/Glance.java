package slipway.cache;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Requests for one object without the SDK's client, which needs several times as long to get ready
/// for its first. Only a yes means anything: whatever else happens is for a [Bucket] to find out
/// and to tell.
public final class Glance {
  /// Many times what an answer takes. The SDK has the patience.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final byte[] NOTHING = {};

  private final BucketSettings where;
  private final Map<String, String> environment;
  private final Clock clock;

  /// @param environment names the credentials, where they are written down
  public Glance(BucketSettings where, Map<String, String> environment, Clock clock) {
    this.where = where;
    this.environment = environment;
    this.clock = clock;
  }

  /// Whether an object still is the one that is known.
  ///
  /// @param key relative to the prefix
  public boolean isUnchanged(String key, String etag) {
    try {
      Optional<HttpURLConnection> request = request("GET", key, NOTHING);
      return request.isPresent() && isUnchanged(request.get(), etag);
    } catch (IOException _) {
      return false;
    }
  }

  /// Replaces an object, whatever it is now.
  ///
  /// @return whether that was done
  public boolean replace(String key, byte[] body, String contentType) {
    try {
      Optional<HttpURLConnection> request = request("PUT", key, body);
      return request.isPresent() && replace(request.get(), body, contentType);
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean isUnchanged(HttpURLConnection connection, String etag) throws IOException {
    connection.setRequestProperty("If-None-Match", Etags.quoted(etag));
    boolean unchanged = connection.getResponseCode() == HttpURLConnection.HTTP_NOT_MODIFIED;
    finish(connection, unchanged);
    return unchanged;
  }

  private static boolean replace(HttpURLConnection connection, byte[] body, String contentType)
      throws IOException {
    connection.setRequestProperty("Content-Type", contentType);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    boolean done = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    finish(connection, done);
    return done;
  }

  /// Empty where it takes the SDK to know the address, the way or the key.
  private Optional<HttpURLConnection> request(String method, String key, byte[] body)
      throws IOException {
    if (ObjectAddress.isElsewhere(environment)) {
      return Optional.empty();
    }
    Optional<URI> object = ObjectAddress.of(where, where.key(key));
    Optional<StaticKeys> keys = StaticKeys.find(environment, where.profile());
    if (object.isEmpty() || keys.isEmpty()) {
      return Optional.empty();
    }
    HttpURLConnection connection = (HttpURLConnection) object.get().toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    SignedRequest.headers(method, object.get(), body, where.region(), keys.get(), clock.instant())
        .forEach(connection::setRequestProperty);
    return Optional.of(connection);
  }

  /// After the answer that was hoped for the connection serves the next request.
  private static void finish(HttpURLConnection connection, boolean reuse) throws IOException {
    if (reuse) {
      connection.getInputStream().close();
    } else {
      connection.disconnect();
    }
  }
}
