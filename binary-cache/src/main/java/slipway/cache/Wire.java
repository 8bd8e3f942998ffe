package slipway.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Connections to one server, each of which carries one request of HTTP/1.1 at a time and stays
/// open for the next. Safe for use by many threads.
final class Wire implements AutoCloseable {
  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_HEADERS = 200;

  private static final int PIECE = 64 << 10;

  /// What the kernel takes at once, on a connection where nothing is under way.
  private static final int AT_ONCE = 8 << 10;

  /// Servers, and what lies between, close connections that nobody uses; some say nothing of it.
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final URI server;
  private final Timeouts timeouts;
  private final ConcurrentLinkedDeque<Line> idle = new ConcurrentLinkedDeque<>();
  private final Queue<FutureTask<Line>> ahead = new ConcurrentLinkedQueue<>();
  private final Set<Line> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// @param server its scheme, host and port
  Wire(URI server, Timeouts timeouts) {
    this.server = server;
    this.timeouts = timeouts;
  }

  /// @param headers by their names in lower case
  record Answer(int status, Map<String, String> headers, byte[] body) {}

  /// A request that is complete but for its body.
  ///
  /// @param head request line and headers, up to and with the empty line
  /// @param mostBytes of the answer's body; one with more is a failure
  /// @param sending is told of every piece of the body that is sent
  record Request(
      String method, String head, byte[] body, int length, int mostBytes, LongConsumer sending) {}

  /// Begins to connect for so many requests to come.
  void openAhead(int count) {
    for (int i = 0; i < count; i++) {
      FutureTask<Line> line = new FutureTask<>(this::connect);
      ahead.add(line);
      Thread.ofVirtual().start(line);
    }
  }

  /// Sends a request that may be sent again: a server may have closed a connection that was idle.
  Answer send(Request request) throws IOException {
    for (Line line = waiting(); line != null; line = waiting()) {
      try {
        return inTime(line, request);
      } catch (Stale _) {
        drop(line);
      } catch (IOException | RuntimeException e) {
        drop(line);
        throw e;
      }
    }
    Line line = connect();
    try {
      return inTime(line, request);
    } catch (IOException | RuntimeException e) {
      drop(line);
      throw e;
    }
  }

  private Answer inTime(Line line, Request request) throws IOException {
    Duration limit = timeouts.callWith((long) request.length() + request.mostBytes());
    line.plain.endAfter(limit);
    try {
      return request.head().length() + request.length() <= AT_ONCE
          ? exchange(line, request)
          : watched(line, request, limit);
    } catch (IOException e) {
      if (line.late || line.plain.isOver()) {
        throw new IOException("not done in " + limit.toSeconds() + " s", e);
      }
      throw e;
    }
  }

  /// A write that is stuck has no time-out.
  private Answer watched(Line line, Request request, Duration limit) throws IOException {
    Thread patience = Thread.ofVirtual().start(() -> closeAfter(limit, line));
    try {
      return exchange(line, request);
    } finally {
      patience.interrupt();
    }
  }

  private static void closeAfter(Duration limit, Line line) {
    try {
      Thread.sleep(limit);
      line.late = true;
      line.close();
    } catch (InterruptedException _) {
      // It is done.
    }
  }

  /// Nothing came back.
  private static final class Stale extends IOException {
    private static final long serialVersionUID = 1L;

    Stale(IOException cause) {
      super(cause);
    }
  }

  /// More than is asked for.
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(int mostBytes) {
      super("the answer has more than " + mostBytes + " bytes");
    }
  }

  private static final class Line {
    private final TimedSocket plain;
    private final Socket socket;
    private final InputStream in;
    private volatile boolean late;
    private volatile long usedAt = System.nanoTime();

    /// @param plain what carries `socket`, or is it
    Line(TimedSocket plain, Socket socket, InputStream in) {
      this.plain = plain;
      this.socket = socket;
      this.in = in;
    }

    boolean isFresh() {
      return System.nanoTime() - usedAt < FRESH.toNanos();
    }

    InputStream in() {
      return in;
    }

    OutputStream out() throws IOException {
      return socket.getOutputStream();
    }

    /// That of a TLS socket would wait for a write that is stuck.
    void close() {
      try {
        plain.close();
      } catch (IOException _) {
        // It is of no use any more, closed or not.
      }
    }
  }

  /// One that is open, null where there is none.
  private @Nullable Line waiting() throws IOException {
    Line used = idle.pollFirst();
    while (used != null && !used.isFresh()) {
      drop(used);
      used = idle.pollFirst();
    }
    while (used == null) {
      FutureTask<Line> begun = ahead.poll();
      if (begun == null) {
        return null;
      }
      Line opened = opened(begun);
      if (opened.isFresh()) {
        return opened;
      }
      drop(opened);
    }
    return used;
  }

  private static Line opened(FutureTask<Line> begun) throws IOException {
    try {
      return begun.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while connecting");
    }
  }

  private Line connect() throws IOException {
    boolean secure = server.getScheme().equalsIgnoreCase("https");
    int port = server.getPort() >= 0 ? server.getPort() : secure ? 443 : 80;
    TimedSocket plain = new TimedSocket(timeouts.read());
    try {
      InetAddress address = InetAddress.getByName(server.getHost());
      plain.connect(
          new InetSocketAddress(address, port), Math.toIntExact(timeouts.connect().toMillis()));
      plain.setTcpNoDelay(true);
      plain.setKeepAlive(true);
      plain.endAfter(timeouts.call());
      Socket socket = secure ? secured(plain, port) : plain;
      Line line =
          new Line(plain, socket, new BufferedInputStream(socket.getInputStream(), 1 << 14));
      open.add(line);
      if (closed) {
        drop(line);
      }
      return line;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private Socket secured(Socket socket, int port) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(socket, server.getHost(), port, true);
    SSLParameters parameters = secured.getSSLParameters();
    // Without it any valid certificate would do, whoever it is of.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private void drop(Line line) {
    open.remove(line);
    line.close();
  }

  private Answer exchange(Line line, Request request) throws IOException {
    String status;
    try {
      write(line, request);
      status = line(line.in());
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw new Stale(e);
    }
    while (code(status) < 200) {
      var _ = headers(line.in());
      status = line(line.in());
    }
    Map<String, String> headers = headers(line.in());
    byte @Nullable [] body = body(line.in(), request, code(status), headers);
    if (body == null || headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
      drop(line);
    } else {
      line.usedAt = System.nanoTime();
      idle.addFirst(line);
      if (closed) {
        drop(line);
      }
    }
    if (body == null) {
      throw new TooLarge(request.mostBytes());
    }
    return new Answer(code(status), headers, body);
  }

  private static void write(Line line, Request request) throws IOException {
    byte[] head = request.head().getBytes(ISO_8859_1);
    int first = Math.min(request.length(), PIECE);
    byte[] begin = Arrays.copyOf(head, head.length + first);
    System.arraycopy(request.body(), 0, begin, head.length, first);
    OutputStream out = line.out();
    out.write(begin);
    request.sending().accept(first);
    for (int sent = first; sent < request.length(); ) {
      int piece = Math.min(request.length() - sent, PIECE);
      out.write(request.body(), sent, piece);
      request.sending().accept(piece);
      sent += piece;
    }
  }

  private static int code(String status) throws IOException {
    if (!status.startsWith("HTTP/1.1 ") || status.length() < 12) {
      throw new IOException("not an answer of HTTP/1.1: " + status);
    }
    try {
      return Integer.parseInt(status, 9, 12, 10);
    } catch (NumberFormatException e) {
      throw new IOException("not an answer of HTTP/1.1: " + status, e);
    }
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      if (colon < 1 || headers.size() == MOST_HEADERS) {
        throw new IOException("not a header: " + header);
      }
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    return headers;
  }

  /// Null where it is too large.
  private byte @Nullable [] body(
      InputStream in, Request request, int status, Map<String, String> headers) throws IOException {
    if (request.method().equals("HEAD") || status == 204 || status == 304) {
      return new byte[0];
    }
    InputStream paced = new PacedStream(in, timeouts.read());
    if (headers.containsKey("transfer-encoding")) {
      if (!headers.get("transfer-encoding").equalsIgnoreCase("chunked")) {
        throw new IOException("transfer-encoding: " + headers.get("transfer-encoding"));
      }
      return chunks(paced, request.mostBytes());
    }
    String length = headers.get("content-length");
    if (length == null) {
      throw new IOException("an answer without its length");
    }
    long bytes;
    try {
      bytes = Long.parseLong(length);
    } catch (NumberFormatException e) {
      throw new IOException("content-length: " + length, e);
    }
    return bytes < 0 || bytes > request.mostBytes() ? null : whole(paced, (int) bytes);
  }

  private static byte @Nullable [] chunks(InputStream in, int mostBytes) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
      if (size > mostBytes - body.size()) {
        return null;
      }
      body.write(whole(in, size));
      if (!line(in).isEmpty()) {
        throw new IOException("a chunk has another length than it says");
      }
    }
    var _ = headers(in);
    return body.toByteArray();
  }

  private static int chunkSize(InputStream in) throws IOException {
    String size = line(in).split(";", 2)[0].strip();
    try {
      int parsed = Integer.parseInt(size, 16);
      if (parsed >= 0) {
        return parsed;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new IOException("not the length of a chunk: " + size);
  }

  private static byte[] whole(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException(bytes.length + " of " + length + " bytes came");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the answer broke off");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a line of the answer is too long");
      }
      line.append((char) next);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  /// What is under way is cut off.
  @Override
  public void close() {
    closed = true;
    open.forEach(this::drop);
  }
}
