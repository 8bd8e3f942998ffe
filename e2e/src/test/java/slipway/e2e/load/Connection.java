package slipway.e2e.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;

/// One connection to the [Target]. It does not look whether the other end has closed it before it
/// sends, so that what a client can meet is met.
final class Connection implements AutoCloseable {
  private static final int TIMEOUT_MS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 4096);
    this.out = socket.getOutputStream();
  }

  /// @param head the status line and the headers, lower-cased
  record Reply(int status, String head, String body) {
    boolean closes() {
      return head.contains("\r\nconnection: close");
    }
  }

  static Connection open(Target target) throws BrokenException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()), TIMEOUT_MS);
      return new Connection(socket);
    } catch (IOException e) {
      closed(socket);
      throw broken(e, Failure.REFUSED);
    }
  }

  /// Sends a request and reads its whole answer.
  Reply exchange(String request) throws BrokenException {
    send(request.getBytes(ISO_8859_1));
    Reply head = head();
    String body = new String(bytes(length(head.head())), ISO_8859_1);
    return new Reply(head.status(), head.head(), body);
  }

  void send(byte[] bytes) throws BrokenException {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw broken(e, Failure.RESET);
    }
  }

  /// Reads an answer up to its body.
  Reply head() throws BrokenException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      head.append((char) next(head.isEmpty() ? Failure.NO_ANSWER : Failure.CUT));
    }
    String text = head.toString().toLowerCase(Locale.ROOT);
    return new Reply(Integer.parseInt(text.substring(9, 12)), text, "");
  }

  /// @param atEnd what it is called when the connection ends here
  int next(Failure atEnd) throws BrokenException {
    try {
      int next = in.read();
      if (next < 0) {
        throw new BrokenException(atEnd);
      }
      return next;
    } catch (BrokenException broken) {
      throw broken;
    } catch (IOException e) {
      throw broken(e, atEnd == Failure.NO_ANSWER ? Failure.RESET : atEnd);
    }
  }

  byte[] bytes(int count) throws BrokenException {
    try {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw new BrokenException(Failure.CUT);
      }
      return bytes;
    } catch (BrokenException broken) {
      throw broken;
    } catch (IOException e) {
      throw broken(e, Failure.CUT);
    }
  }

  static String header(String head, String name) {
    String start = "\r\n" + name + ": ";
    int at = head.indexOf(start);
    return at < 0 ? "" : head.substring(at + start.length(), head.indexOf('\r', at + 2));
  }

  private static int length(String head) {
    String length = header(head, "content-length");
    return length.isEmpty() ? 0 : Integer.parseInt(length);
  }

  private static BrokenException broken(IOException e, Failure otherwise) {
    return switch (e) {
      case SocketTimeoutException late -> new BrokenException(Failure.TIMEOUT, late);
      case ConnectException refused -> new BrokenException(Failure.REFUSED, refused);
      case IOException other -> new BrokenException(otherwise, other);
    };
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is given up either way.
    }
  }

  @Override
  public void close() {
    closed(socket);
  }
}
