package slipway.deployer.caddy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A stream socket to a path. Read time-outs have no effect on it: whoever reads closes it in time.
final class UnixSocket extends Socket {
  private final Path path;
  private @Nullable SocketChannel channel;

  UnixSocket(Path path) {
    this.path = path;
  }

  @Override
  public void connect(SocketAddress address) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  @Override
  public void connect(SocketAddress address, int timeoutMillis) throws IOException {
    connect(address);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return Channels.newInputStream(connected());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return Channels.newOutputStream(connected());
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public boolean isConnected() {
    return channel != null && channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return channel != null && !channel.isOpen();
  }

  @Override
  public boolean isInputShutdown() {
    return isClosed();
  }

  @Override
  public boolean isOutputShutdown() {
    return isClosed();
  }

  @Override
  public InetAddress getInetAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public void setSoTimeout(int millis) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public void setTcpNoDelay(boolean on) {}

  private SocketChannel connected() throws IOException {
    if (channel == null) {
      throw new IOException("not connected to " + path);
    }
    return channel;
  }
}
