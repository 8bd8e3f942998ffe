package slipway.e2e.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An HTTP answer, byte for byte.
public record Answer(byte[] bytes) {
  /// An error as S3 words it.
  static Answer error(int status, String code) {
    String body =
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>injected</Message></Error>"
            .formatted(code);
    return new Answer(
        """
        HTTP/1.1 %d %s\r
        Content-Type: application/xml\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s\
        """
            .formatted(status, code, body.length(), body)
            .getBytes(UTF_8));
  }

  /// 0 where the server closed the connection without an answer.
  public int status() {
    List<String> head = head();
    return head.isEmpty() ? 0 : Integer.parseInt(head.getFirst().split(" ", 3)[1]);
  }

  public Optional<String> header(String name) {
    return Request.header(head(), name);
  }

  private List<String> head() {
    String text = new String(bytes, 0, Math.min(bytes.length, 64 * 1024), ISO_8859_1);
    return Arrays.asList(text.split("\r\n\r\n", 2)[0].split("\r\n")).stream()
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
