package slipway.deployer.caddy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;

/// Caddy's configuration as a whole, by one request without the client that changes it: to get that
/// ready takes longer than all else that a pass asks where it changes nothing.
public final class PlainConfig {
  private static final String UNIX = "unix/";

  /// In this version of HTTP the connection ends with the answer, which comes in one piece. Caddy
  /// wants to be called by the name that it listens on, and behind a unix socket by none.
  private static final String REQUEST = "GET /config/ HTTP/1.0\r\nHost: %HOST%\r\n\r\n";

  /// Between the head of an answer and its body.
  private static final String BLANK = "\r\n\r\n";

  /// Where the status begins: after `HTTP/1.0`, or another version of it.
  private static final int STATUS = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// What a read makes room for at first.
  private static final int PIECE = 16 << 10;

  private PlainConfig() {}

  /// @param address `unix/PATH` or `http://HOST:PORT`
  /// @return the JSON, unparsed; not known to be whole where Caddy ended meanwhile
  /// @throws IOException where it does not show its configuration at once
  public static byte[] read(String address) throws IOException {
    return read(address, PATIENCE);
  }

  static byte[] read(String address, Duration patience) throws IOException {
    byte[] answer =
        address.startsWith(UNIX)
            ? ask(UnixDomainSocketAddress.of(address.substring(UNIX.length())), patience)
            : ask(URI.create(address), patience);
    String text = new String(answer, ISO_8859_1);
    int blank = text.indexOf(BLANK);
    if (blank < 0 || !text.startsWith(" 200", STATUS)) {
      throw new IOException("Caddy did not show its configuration");
    }
    return Arrays.copyOfRange(answer, blank + BLANK.length(), answer.length);
  }

  /// Each read may take what is left of the time. No thread watches it: that would cost as much as
  /// the answer does.
  private static byte[] ask(URI tcp, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      SocketAddress port = new InetSocketAddress(tcp.getHost(), tcp.getPort());
      socket.connect(port, millisecondsUntil(end));
      socket.getOutputStream().write(request(tcp.getAuthority()));
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[PIECE];
      int length = 0;
      while (true) {
        socket.setSoTimeout(millisecondsUntil(end));
        int count = in.read(answer, length, answer.length - length);
        if (count < 0) {
          return Arrays.copyOf(answer, length);
        }
        length += count;
        if (length == answer.length) {
          answer = Arrays.copyOf(answer, 2 * length);
        }
      }
    }
  }

  private static int millisecondsUntil(long end) throws SocketTimeoutException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("Caddy takes too long");
    }
    // Zero would be for ever.
    return Math.toIntExact(left / 1_000_000 + 1);
  }

  private static byte[] request(String host) {
    return REQUEST.replace("%HOST%", host).getBytes(ISO_8859_1);
  }

  /// A channel has no time-out of its own; closing it ends what waits.
  private static byte[] ask(UnixDomainSocketAddress address, Duration patience) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Thread watch = Thread.ofPlatform().daemon().start(() -> closeAfter(patience, channel));
      channel.connect(address);
      channel.write(ByteBuffer.wrap(request("")));
      byte[] answer = Channels.newInputStream(channel).readAllBytes();
      watch.interrupt();
      return answer;
    }
  }

  private static void closeAfter(Duration patience, SocketChannel channel) {
    try {
      Thread.sleep(patience);
      channel.close();
    } catch (InterruptedException | IOException _) {
      // The answer is there, or was given up.
    }
  }
}
