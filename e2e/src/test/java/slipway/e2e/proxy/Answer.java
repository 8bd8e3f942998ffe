package slipway.e2e.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An HTTP answer, byte for byte.
public record Answer(byte[] bytes) {
  private static final String END_OF_HEAD = "\r\n\r\n";

  /// @param reason what stands behind the status
  public static Answer of(int status, String reason, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + reason + "\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + body.length + "\r\nConnection: close");
    return of(head.toString(), body);
  }

  /// An error as S3 words it.
  public static Answer error(int status, String code) {
    String body =
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>injected</Message></Error>"
            .formatted(code);
    return of(status, code, Map.of("Content-Type", "application/xml"), body.getBytes(UTF_8));
  }

  /// 0 where the server closed the connection without an answer.
  public int status() {
    List<String> head = head();
    return head.isEmpty() ? 0 : Integer.parseInt(head.getFirst().split(" ", 3)[1]);
  }

  public Optional<String> header(String name) {
    return Request.header(head(), name);
  }

  /// The same with this header in place of any of that name.
  public Answer with(String name, String value) {
    List<String> lines = new ArrayList<>(without(name).head());
    lines.add(name + ": " + value);
    return of(String.join("\r\n", lines), body());
  }

  /// The same without any header of that name.
  public Answer without(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    List<String> lines =
        head().stream().filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(start)).toList();
    return of(String.join("\r\n", lines), body());
  }

  /// The same with another body, and its length.
  public Answer withBody(byte[] body) {
    return of(String.join("\r\n", head()), body)
        .with("Content-Length", Integer.toString(body.length));
  }

  public byte[] body() {
    return Arrays.copyOfRange(bytes, headLength(), bytes.length);
  }

  /// Of the bytes, those before the body.
  int headLength() {
    int end = new String(bytes, ISO_8859_1).indexOf(END_OF_HEAD);
    return end < 0 ? bytes.length : end + END_OF_HEAD.length();
  }

  private static Answer of(String head, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((head + END_OF_HEAD).getBytes(ISO_8859_1));
    all.writeBytes(body);
    return new Answer(all.toByteArray());
  }

  private List<String> head() {
    String text = new String(bytes, 0, Math.min(bytes.length, 64 * 1024), ISO_8859_1);
    return Arrays.stream(text.split(END_OF_HEAD, 2)[0].split("\r\n"))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
