package slipway.e2e.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import slipway.e2e.host.ThrowawayHost;

/// A pipe on the host that a script waits at until it is told to go, so that how it was started
/// does not count.
final class Go implements AutoCloseable {
  private final OutputStream pipe;

  /// Returns when the script waits.
  ///
  /// @param path of [#make]
  Go(ThrowawayHost host, String path) throws IOException {
    this.pipe = Files.newOutputStream(host.file(path));
  }

  /// Makes the pipe that a script is started with.
  static String make(ThrowawayHost host, String path) {
    host.shell("rm -f \"$1\"; mkdir -p \"${1%/*}\"; mkfifo \"$1\"", path).orFail();
    return path;
  }

  /// @return when, by [System#nanoTime]
  long say() throws IOException {
    long now = System.nanoTime();
    pipe.write('\n');
    pipe.flush();
    return now;
  }

  @Override
  public void close() throws IOException {
    pipe.close();
  }
}
