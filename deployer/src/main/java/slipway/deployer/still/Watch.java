package slipway.deployer.still;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Has the kernel tell whether anything has happened to some paths (inotify(7)), so that they need
/// not be looked at to know that nothing has. It knows no more than that: what was told of may have
/// left everything as it was.
///
/// Not told of: what is mounted or unmounted, or written into a file that is itself a mount point;
/// what other machines do to a file system of a network; and what is written into a file by another
/// of its names, or by memory that is mapped to it.
final class Watch implements AutoCloseable {
  private static final WatchEvent.Kind<?>[] ALL = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_DELETE,
    StandardWatchEventKinds.ENTRY_MODIFY
  };

  /// As many as the kernel follows on the way to one path (path_resolution(7)).
  private static final int MOST_LINKS = 40;

  /// Stands for every name in a directory; none has a slash in it.
  private static final String EVERY = "/";

  private final WatchService events;
  private final Map<Path, WatchKey> directories = new HashMap<>();
  private final Map<WatchKey, Set<String>> names = new HashMap<>();

  private Watch(WatchService events) {
    this.events = events;
  }

  /// From when this returns, everything that happens to one of the paths is told of: to what lies
  /// there, to what a link there leads to, and to every directory and link on the way.
  ///
  /// @param paths of one file system; at least one
  /// @throws IOException where the kernel cannot watch as much
  static Watch over(Collection<Path> paths) throws IOException {
    WatchService events = paths.iterator().next().getFileSystem().newWatchService();
    Watch watch = new Watch(events);
    try {
      for (Path path : paths) {
        watch.follow(path);
      }
      return watch;
    } catch (IOException | RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  /// Each directory is watched before a name is looked up in it, so that the answer is that of the
  /// watched one, or something has happened to it.
  private void follow(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path at = absolute.getRoot();
    Deque<Path> left = new ArrayDeque<>();
    absolute.forEach(left::add);
    int links = 0;
    while (!left.isEmpty()) {
      Path name = left.pop();
      if (name.toString().equals("..")) {
        at = at.getParent() == null ? at : at.getParent();
        continue;
      }
      watch(at, name.toString());
      Path next = at.resolve(name).normalize();
      @Nullable BasicFileAttributes found = attributes(next);
      if (found == null) {
        return;
      }
      if (found.isSymbolicLink()) {
        links++;
        if (links > MOST_LINKS) {
          throw new FileSystemLoopException(path.toString());
        }
        Path target = Files.readSymbolicLink(next);
        at = target.isAbsolute() ? target.getRoot() : at;
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
          left.push(target.getName(i));
        }
      } else if (found.isDirectory()) {
        at = next;
      } else {
        return;
      }
    }
    // Its own time changes with every name in it.
    watch(at, EVERY);
  }

  private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
    return path.getFileSystem()
        .provider()
        .readAttributesIfExists(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private void watch(Path directory, String name) throws IOException {
    WatchKey key = directories.get(directory);
    if (key == null) {
      key = directory.register(events, ALL);
      directories.put(directory, key);
    }
    names.computeIfAbsent(key, _ -> new HashSet<>()).add(name);
  }

  /// Whether nothing that happened to any of them has been told yet, which takes a thread of the
  /// JDK's a moment. After a no it says nothing more.
  boolean isQuiet() {
    for (WatchKey key = events.poll(); key != null; key = events.poll()) {
      if (isTold(key) || !key.reset()) {
        return false;
      }
    }
    return true;
  }

  private boolean isTold(WatchKey key) {
    Set<String> own = names.getOrDefault(key, Set.of(EVERY));
    for (WatchEvent<?> event : key.pollEvents()) {
      if (own.contains(EVERY)
          || event.kind().equals(StandardWatchEventKinds.OVERFLOW)
          || own.contains(String.valueOf(event.context()))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      events.close();
    } catch (IOException _) {
      // It tells nothing more, closed or not.
    }
  }
}
