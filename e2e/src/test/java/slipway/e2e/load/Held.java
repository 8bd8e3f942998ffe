package slipway.e2e.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/// A connection that a visitor holds open.
enum Held {
  WEB_SOCKET("WebSockets") {
    @Override
    String request(String domain) {
      return """
      GET /ws HTTP/1.1\r
      Host: %s\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """
          .formatted(domain);
    }

    @Override
    int status() {
      return 101;
    }

    @Override
    void beat(Connection connection) throws BrokenException {
      connection.send(FRAME);
      byte[] reply = connection.bytes(2 + TEXT.length);
      if (!Arrays.equals(reply, 2, reply.length, TEXT, 0, TEXT.length)) {
        throw new BrokenException(Failure.CUT);
      }
    }
  },

  STREAM("event streams") {
    @Override
    String request(String domain) {
      return "GET /events HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n\r\n"
          .formatted(domain);
    }

    @Override
    int status() {
      return 200;
    }

    // A chunk, of which the last is empty.
    @Override
    void beat(Connection connection) throws BrokenException {
      int length = 0;
      for (int c; (c = connection.next(Failure.CUT)) != '\r'; ) {
        length = length * 16 + Character.digit(c, 16);
      }
      connection.bytes(1 + length + 2);
      if (length == 0) {
        throw new BrokenException(Failure.NO_ANSWER);
      }
    }
  };

  private static final byte[] TEXT = "hello".getBytes(ISO_8859_1);

  /// A final text frame, masked with zeros.
  private static final byte[] FRAME = {
    (byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'h', 'e', 'l', 'l', 'o'
  };

  private final String words;

  Held(String words) {
    this.words = words;
  }

  abstract String request(String domain);

  /// The status with which it opens.
  abstract int status();

  /// Something to and fro, or only to here, which shows that it is open.
  abstract void beat(Connection connection) throws BrokenException;

  @Override
  public String toString() {
    return words;
  }
}
