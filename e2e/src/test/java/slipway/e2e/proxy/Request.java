package slipway.e2e.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An HTTP request as it arrived.
///
/// @param target path and query, as sent
/// @param headers whole lines
public record Request(String method, String target, List<String> headers, byte[] body) {
  private static final int LONGEST_HEAD = 64 * 1024;

  public Request {
    headers = List.copyOf(headers);
  }

  /// The path without the bucket.
  public String key() {
    String path = target.split("\\?", 2)[0];
    int slash = path.indexOf('/', 1);
    return slash < 0 ? "" : path.substring(slash + 1);
  }

  public boolean is(String wantedMethod, String wantedKey) {
    return method.equals(wantedMethod) && key().equals(wantedKey);
  }

  public Optional<String> header(String name) {
    return header(headers, name);
  }

  static Optional<String> header(List<String> lines, String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }

  /// The same request for a connection of its own. No header that a client signs is changed.
  byte[] forward() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.stream()
        .filter(line -> header(List.of(line), "connection").isEmpty())
        .filter(line -> header(List.of(line), "expect").isEmpty())
        .forEach(line -> head.append(line).append("\r\n"));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }

  /// @param goOn is run where the client wants to hear that it may send the body
  static Optional<Request> read(InputStream in, GoOn goOn) throws IOException {
    List<String> lines = head(in);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String[] words = lines.getFirst().split(" ", 3);
    List<String> headers = lines.subList(1, lines.size());
    if (header(headers, "transfer-encoding").isPresent()) {
      throw new IOException("the proxy knows bodies with a length only: " + lines);
    }
    if (header(headers, "expect").isPresent()) {
      goOn.run();
    }
    int length = header(headers, "content-length").map(Integer::parseInt).orElse(0);
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the client broke off in the body of " + lines.getFirst());
    }
    return Optional.of(new Request(words[0], words[1], headers, body));
  }

  interface GoOn {
    void run() throws IOException;
  }

  private static List<String> head(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < LONGEST_HEAD && !endsHead(text)) {
      int next = in.read();
      if (next < 0) {
        return List.of();
      }
      text.append((char) next);
    }
    return text.toString().strip().lines().toList();
  }

  private static boolean endsHead(StringBuilder text) {
    return text.length() >= 4 && text.substring(text.length() - 4).equals("\r\n\r\n");
  }
}
