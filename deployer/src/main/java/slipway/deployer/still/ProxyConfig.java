package slipway.deployer.still;

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
import slipway.manifest.Digest;

/// Caddy's configuration as a whole, unparsed.
final class ProxyConfig {
  private static final String UNIX = "unix/";

  /// In this version of HTTP the connection ends with the answer, which comes in one piece. Caddy
  /// wants to be called by the name that it listens on, and behind a unix socket by none.
  private static final String REQUEST = "GET /config/ HTTP/1.0\r\nHost: %HOST%\r\n\r\n";

  private static final int MILLISECONDS = 2_000;

  private ProxyConfig() {}

  /// @param address `unix/PATH` or `http://HOST:PORT`
  /// @throws IOException where it does not show its configuration
  static String digest(String address) throws IOException {
    String answer;
    if (address.startsWith(UNIX)) {
      SocketAddress socket = UnixDomainSocketAddress.of(address.substring(UNIX.length()));
      answer = ask(SocketChannel.open(StandardProtocolFamily.UNIX), socket, "");
    } else {
      URI tcp = URI.create(address);
      SocketAddress port = new InetSocketAddress(tcp.getHost(), tcp.getPort());
      answer = ask(SocketChannel.open(), port, tcp.getAuthority());
    }
    int body = answer.indexOf("\r\n\r\n");
    if (body < 0 || !answer.startsWith("200", answer.indexOf(' ') + 1)) {
      throw new IOException("Caddy did not show its configuration");
    }
    return Digest.sha256(answer.substring(body).getBytes(ISO_8859_1));
  }

  /// A channel has no time-out of its own; closing it ends what waits.
  private static String ask(SocketChannel channel, SocketAddress address, String host)
      throws IOException {
    try (channel) {
      Thread patience = Thread.ofVirtual().start(() -> closeLater(channel));
      channel.connect(address);
      channel.write(ByteBuffer.wrap(REQUEST.replace("%HOST%", host).getBytes(ISO_8859_1)));
      String answer = new String(Channels.newInputStream(channel).readAllBytes(), ISO_8859_1);
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
