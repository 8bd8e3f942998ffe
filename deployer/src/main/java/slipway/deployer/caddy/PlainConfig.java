package slipway.deployer.caddy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/// Caddy's configuration as a whole, by one request without the client that changes it: to get that
/// ready takes longer than all else that a pass asks where it changes nothing.
public final class PlainConfig {
  private static final String UNIX = "unix/";

  /// In this version of HTTP the connection ends with the answer, which comes in one piece. Caddy
  /// wants to be called by the name that it listens on, and behind a unix socket by none.
  private static final String REQUEST = "GET /config/ HTTP/1.0\r\nHost: %HOST%\r\n\r\n";

  /// Between the head of an answer and its body.
  private static final byte[] BLANK = "\r\n\r\n".getBytes(ISO_8859_1);

  private static final int MILLISECONDS = 2_000;

  private PlainConfig() {}

  /// @param address `unix/PATH` or `http://HOST:PORT`
  /// @return the JSON, unparsed; not known to be whole where Caddy ended meanwhile
  /// @throws IOException where it does not show its configuration at once
  public static byte[] read(String address) throws IOException {
    byte[] answer;
    if (address.startsWith(UNIX)) {
      SocketAddress socket = UnixDomainSocketAddress.of(address.substring(UNIX.length()));
      answer = ask(SocketChannel.open(StandardProtocolFamily.UNIX), socket, "");
    } else {
      URI tcp = URI.create(address);
      SocketAddress port = new InetSocketAddress(tcp.getHost(), tcp.getPort());
      answer = ask(SocketChannel.open(), port, tcp.getAuthority());
    }
    int body = indexOfBody(answer);
    String status = new String(answer, 0, Math.min(answer.length, 12), ISO_8859_1);
    if (body < 0 || !status.endsWith(" 200")) {
      throw new IOException("Caddy did not show its configuration");
    }
    return Arrays.copyOfRange(answer, body, answer.length);
  }

  private static int indexOfBody(byte[] answer) {
    for (int at = 0; at + BLANK.length <= answer.length; at++) {
      if (Arrays.equals(answer, at, at + BLANK.length, BLANK, 0, BLANK.length)) {
        return at + BLANK.length;
      }
    }
    return -1;
  }

  /// A channel has no time-out of its own; closing it ends what waits.
  private static byte[] ask(SocketChannel channel, SocketAddress address, String host)
      throws IOException {
    try (channel) {
      Thread patience = Thread.ofPlatform().daemon().start(() -> closeLater(channel));
      channel.connect(address);
      channel.write(ByteBuffer.wrap(REQUEST.replace("%HOST%", host).getBytes(ISO_8859_1)));
      byte[] answer = Channels.newInputStream(channel).readAllBytes();
      patience.interrupt();
      return answer;
    }
  }

  private static void closeLater(SocketChannel channel) {
    try {
      Thread.sleep(MILLISECONDS);
      channel.close();
    } catch (InterruptedException | IOException _) {
      // The answer is there, or was given up.
    }
  }
}
