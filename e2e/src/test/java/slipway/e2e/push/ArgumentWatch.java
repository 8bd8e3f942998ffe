package slipway.e2e.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import slipway.e2e.host.ThrowawayHost;

/// Looks at the command lines of all processes on some hosts, again and again while they are young:
/// a process may still become another program. What lives for some milliseconds only may go unseen.
final class ArgumentWatch implements AutoCloseable {
  private static final int PAUSE_MILLIS = 20;
  private static final Duration YOUTH = Duration.ofSeconds(2);

  private final Set<Object> networks;
  private final Map<String, Long> born = new HashMap<>();
  private final Set<String> seen = new ConcurrentSkipListSet<>();
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::watch);

  private ArgumentWatch(Set<Object> networks) {
    this.networks = networks;
  }

  static ArgumentWatch over(List<ThrowawayHost> hosts) {
    Set<Object> networks =
        hosts.stream()
            .map(host -> inode(Path.of("/run/netns/slipway-" + host.name())))
            .collect(Collectors.toSet());
    ArgumentWatch watch = new ArgumentWatch(networks);
    watch.thread.start();
    return watch;
  }

  /// Every command line so far, its words separated by spaces.
  Set<String> seen() {
    return Set.copyOf(seen);
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException _) {
      // closed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look() throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        try {
          if (isYoung(process) && networks.contains(inode(process.resolve("ns/net")))) {
            String line = new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8);
            seen.add(line.replace('\0', ' ').strip());
          }
        } catch (IOException | UncheckedIOException _) {
          // it has just ended
        }
      }
    }
  }

  private boolean isYoung(Path process) {
    long now = System.nanoTime();
    return now - born.computeIfAbsent(process.toString(), _ -> now) < YOUTH.toNanos();
  }

  private static Object inode(Path path) {
    try {
      return Files.getAttribute(path, "unix:ino");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
