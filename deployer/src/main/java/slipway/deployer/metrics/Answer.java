package slipway.deployer.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Supplier;

/// What a request is answered with.
///
/// @param status the status line without the version
/// @param type of the body
/// @param body left out where it was asked for the head only
record Answer(String status, String type, String body, boolean headOnly) {
  private static final String PLAIN = "text/plain; charset=utf-8";

  /// @param requestLine as `GET /metrics HTTP/1.1`
  /// @param page made only where it is asked for
  static Answer to(String requestLine, Supplier<String> page) {
    String[] words = requestLine.split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      return problem("400 Bad Request", "wanted GET /metrics HTTP/1.1");
    }
    boolean head = words[0].equals("HEAD");
    if (!head && !words[0].equals("GET")) {
      return problem("405 Method Not Allowed", "wanted GET");
    }
    if (!words[1].equals("/metrics") && !words[1].startsWith("/metrics?")) {
      return problem("404 Not Found", "there is /metrics");
    }
    return new Answer("200 OK", Exposition.CONTENT_TYPE, page.get(), head);
  }

  static Answer tooLong() {
    return problem("431 Request Header Fields Too Large", "wanted GET /metrics HTTP/1.1");
  }

  private static Answer problem(String status, String body) {
    return new Answer(status, PLAIN, body + "\n", false);
  }

  byte[] bytes() {
    int length = body.getBytes(UTF_8).length;
    return "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nAllow: GET, HEAD\r\nConnection: close\r\n\r\n%s"
        .formatted(status, type, length, headOnly ? "" : body)
        .getBytes(UTF_8);
  }
}
