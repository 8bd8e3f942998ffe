package slipway.deployer.metrics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers scrapes, one after the other, each within a short time: whoever holds a connection keeps
/// the next one waiting and nothing else.
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  /// Many times what Prometheus sends.
  private static final int LONGEST_HEAD = 8192;

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ServerSocketChannel server;
  private final ListenAddress address;
  private final Supplier<String> page;
  private final Duration patience;

  private Listener(
      ServerSocketChannel server, ListenAddress address, Supplier<String> page, Duration patience) {
    this.server = server;
    this.address = address;
    this.page = page;
    this.patience = patience;
  }

  /// Listens until it is closed.
  ///
  /// @param patience with one connection
  /// @throws IOException where nobody can listen there
  public static Listener open(ListenAddress address, Ledger ledger, Duration patience)
      throws IOException {
    return open(address, ledger::text, patience);
  }

  static Listener open(ListenAddress address, Supplier<String> page, Duration patience)
      throws IOException {
    Listener listener = new Listener(Sockets.bind(address), address, page, patience);
    Thread.ofVirtual().name("metrics").start(listener::serve);
    return listener;
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        serve(client);
      } catch (ClosedChannelException _) {
        // Of the server: the daemon ends.
      } catch (IOException e) {
        LOG.warn("action=listen address={} reason=\"{}\"", address, e.toString());
        pause();
      }
    }
  }

  /// Out of file descriptors, the next try would fail at once, too.
  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A blocking channel has no time-out; closed by another thread, it ends.
  private void serve(SocketChannel client) {
    Thread end = Thread.ofVirtual().start(() -> closeAfter(patience, client));
    try {
      ByteBuffer answer = ByteBuffer.wrap(answer(client).bytes());
      while (answer.hasRemaining()) {
        client.write(answer);
      }
      client.shutdownOutput();
      readOut(client);
    } catch (IOException | RuntimeException e) {
      LOG.debug("action=scrape address={} reason=\"{}\"", address, e.toString());
    } finally {
      end.interrupt();
    }
  }

  /// A connection that is closed with something unread is reset, and the answer may be lost.
  private static void readOut(SocketChannel client) throws IOException {
    ByteBuffer rest = ByteBuffer.allocate(LONGEST_HEAD);
    while (client.read(rest) >= 0) {
      rest.clear();
    }
  }

  private static void closeAfter(Duration time, SocketChannel client) {
    try {
      Thread.sleep(time);
      client.close();
    } catch (InterruptedException | IOException _) {
      // It was answered in time, or is gone.
    }
  }

  private Answer answer(SocketChannel client) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD);
    while (head.hasRemaining()) {
      if (client.read(head) < 0) {
        throw new IOException("the request ends early");
      }
      String text = new String(head.array(), 0, head.position(), ISO_8859_1);
      if (text.contains(END_OF_HEAD)) {
        return Answer.to(text.substring(0, text.indexOf('\r')), page);
      }
    }
    return Answer.tooLong();
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (address instanceof ListenAddress.Unix(var path)) {
      Files.deleteIfExists(path);
    }
  }
}
