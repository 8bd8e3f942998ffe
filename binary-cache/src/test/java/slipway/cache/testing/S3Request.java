package slipway.cache.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One request as the protocol sees it.
///
/// @param bucket empty where the path is `/`
/// @param key empty where the request is about the bucket
record S3Request(
    String method,
    String bucket,
    String key,
    Map<String, String> query,
    Headers headers,
    InputStream body) {
  static S3Request of(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath().substring(1);
    int slash = path.indexOf('/');
    return new S3Request(
        exchange.getRequestMethod(),
        Percent.decode(slash < 0 ? path : path.substring(0, slash)),
        slash < 0 ? "" : Percent.decode(path.substring(slash + 1)),
        query(exchange.getRequestURI().getRawQuery()),
        exchange.getRequestHeaders(),
        exchange.getRequestBody());
  }

  S3Request without(Set<String> ignored) {
    Headers kept = new Headers();
    headers.forEach(kept::put);
    ignored.forEach(kept::remove);
    return new S3Request(method, bucket, key, query, kept, body);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  boolean asks(String parameter) {
    return query.containsKey(parameter);
  }

  String parameter(String name, String fallback) {
    return query.getOrDefault(name, fallback);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new TreeMap<>();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            Percent.decode(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : Percent.decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }
}
