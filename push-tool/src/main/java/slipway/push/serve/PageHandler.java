package slipway.push.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import slipway.push.page.Pages;

/// Answers one request. There is one address, and it can only be read.
final class PageHandler implements HttpHandler {
  /// Any other name may be one that its owner has just pointed to this machine, so that a script of
  /// theirs in somebody's browser may read what is here (DNS rebinding). The port is free: a tunnel
  /// has its own.
  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Pages pages;
  private final String policy;

  PageHandler(Pages pages, String policy) {
    this.pages = pages;
    this.policy = policy;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!isForUs(exchange.getRequestHeaders())) {
        refuse(exchange, 421, "wanted the Host 127.0.0.1 or localhost");
      } else if (!exchange.getRequestURI().getRawPath().equals("/")) {
        refuse(exchange, 404, "there is only /");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        refuse(exchange, 405, "wanted GET or HEAD");
      } else {
        boolean again = "refresh".equals(exchange.getRequestURI().getRawQuery());
        answer(exchange, 200, "text/html", pages.page(again));
      }
    }
  }

  private static boolean isForUs(Headers headers) {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    return hosts.size() == 1
        && NAMES.contains(
            hosts.getFirst().replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT));
  }

  private void refuse(HttpExchange exchange, int status, String why) throws IOException {
    answer(exchange, status, "text/plain", why + "\n");
  }

  private void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type + "; charset=utf-8");
    headers.set("Content-Security-Policy", policy + "; frame-ancestors 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
