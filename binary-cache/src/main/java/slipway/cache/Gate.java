package slipway.cache;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// Decides whether a request to a [LoopbackStore] comes from the one it is meant for. Secrets are
/// compared in constant time.
final class Gate {
  private static final String USER = "slipway";
  private static final int SECRET_BYTES = 32;

  private final String token = secret();
  private final String password = secret();
  private final Guard guard;

  Gate(Guard guard) {
    this.guard = guard;
  }

  String token() {
    return token;
  }

  String netrc(String host) {
    return "machine " + host + " login " + USER + " password " + password + "\n";
  }

  /// The key that the path names; empty where the path does not start with the token. The path is
  /// taken as it was sent: no allowed key needs an escape, so none is decoded.
  Optional<String> key(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    int end = path.indexOf('/', 1);
    return end > 0 && same(path.substring(1, end), token)
        ? Optional.of(path.substring(end + 1))
        : Optional.empty();
  }

  boolean admits(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return switch (guard) {
      case PATH -> true;
      case PATH_AND_PASSWORD -> given != null && same(given, basic());
    };
  }

  private String basic() {
    byte[] pair = (USER + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static boolean same(String given, String wanted) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
