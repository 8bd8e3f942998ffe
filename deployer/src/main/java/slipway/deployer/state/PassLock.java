package slipway.deployer.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipway.deployer.reconcile.HostException;
import slipway.deployer.reconcile.HostLock;

/// A lock on a file. The kernel drops it with its process, however that ends, so nothing stale can
/// be left behind.
///
/// Where nothing can be written, as on a read-only disk, it is shared with others who cannot write
/// either, and with nobody who can. No release is begun there, because none can be recorded, and
/// two passes that start again what stopped do not harm each other.
public final class PassLock implements HostLock {
  private static final Logger LOG = LoggerFactory.getLogger(PassLock.class);

  private final Path file;
  private final Clock clock;

  public PassLock(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public Attempt take(String owner) throws HostException {
    Path directory = file.toAbsolutePath().getParent();
    try {
      return aloneOrMade(owner);
    } catch (IOException e) {
      if (Files.isWritable(directory)) {
        throw untaken(e);
      }
      return beside(e);
    }
  }

  /// To ask for the directory each time would cost as much as the lock.
  private Attempt aloneOrMade(String owner) throws IOException {
    try {
      return alone(owner);
    } catch (NoSuchFileException _) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return alone(owner);
    }
  }

  private Attempt alone(String owner) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!isMine(channel, false)) {
      return busy(channel);
    }
    Own own = new Own(channel, owner);
    own.write(""); // over what a process that was killed has left
    return new Attempt.Taken(own);
  }

  private final class Own implements Held {
    private final FileChannel channel;
    private final String owner;
    private boolean announced;

    Own(FileChannel channel, String owner) {
      this.channel = channel;
      this.owner = owner;
    }

    @Override
    public void announce() {
      announced = true;
      long pid = ProcessHandle.current().pid();
      // A format with a number would look up first how numbers are written in the language at hand.
      write("pid " + pid + " (" + owner + ") since " + clock.instant());
    }

    /// A courtesy to those who come second; on a full disk the pass goes on without it.
    private void write(String text) {
      try {
        if (channel.size() > 0) {
          channel.truncate(0);
        }
        if (!text.isEmpty()) {
          channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        }
      } catch (IOException e) {
        LOG.warn("action=lock reason=\"cannot write who holds {}: {}\"", file, e.getMessage());
      }
    }

    @Override
    public void close() throws HostException {
      try (channel) {
        if (announced) {
          channel.truncate(0);
        }
      } catch (IOException e) {
        throw unreleased(e);
      }
    }
  }

  private Attempt beside(IOException unwritable) throws HostException {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      if (!isMine(channel, true)) {
        return busy(channel);
      }
      LOG.warn(
          "action=lock reason=\"cannot write {}: {}; what stopped is started again and nothing else is changed here until root can write there, so make the directory writable\"",
          file,
          unwritable.getMessage());
      return new Attempt.Taken(() -> close(channel));
    } catch (IOException _) {
      throw untaken(unwritable);
    }
  }

  private HostException untaken(IOException e) {
    return new HostException(
        "cannot take the lock %s: %s; nothing is changed here until root can write there, so make the directory writable"
            .formatted(file, e.getMessage()),
        e);
  }

  private Attempt busy(FileChannel channel) throws IOException {
    channel.close();
    // What the holder wrote, where it could.
    String holder = Files.readString(file).strip();
    return new Attempt.Busy(holder.isEmpty() ? "another process" : holder);
  }

  private static boolean isMine(FileChannel channel, boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
    } catch (OverlappingFileLockException _) {
      return false; // this very process has it
    }
  }

  private void close(FileChannel channel) throws HostException {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreleased(e);
    }
  }

  private HostException unreleased(IOException e) {
    return new HostException("cannot release the lock %s: %s".formatted(file, e.getMessage()), e);
  }
}
