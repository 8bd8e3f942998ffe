package slipway.cache;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Requests for one object without the SDK's client, which needs several times as long to get ready
/// for its first, and many times as much of the processor for each. Only a yes means anything:
/// whatever else happens is for a [Bucket] to find out and to tell. Safe for use by many threads.
public final class Glance implements AutoCloseable {
  /// Many times what an answer takes. The SDK has the patience.
  private static final Timeouts PATIENCE =
      new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), 1);

  private final BucketSettings where;
  private final Map<String, String> environment;
  private final Clock clock;
  private @Nullable Shortcut shortcut;
  private final @Nullable List<Path> files;
  private List<Object> keys = List.of();

  /// @param environment names the credentials, where they are written down
  public Glance(BucketSettings where, Map<String, String> environment, Clock clock) {
    this.where = where;
    this.environment = environment;
    this.clock = clock;
    this.files = files(environment);
  }

  private static @Nullable List<Path> files(Map<String, String> environment) {
    try {
      return StaticKeys.files(environment);
    } catch (IllegalArgumentException _) {
      return null; // what that means is for the SDK to say
    }
  }

  /// Whether an object still is the one that is known.
  ///
  /// @param key relative to the prefix
  public boolean isUnchanged(String key, String etag) {
    return says(
        way -> way.fetch(key, etag, 0).filter(Fetched.NotModified.class::isInstance).isPresent());
  }

  /// Replaces an object, whatever it is now.
  ///
  /// @return whether that was done
  public boolean replace(String key, byte[] body, String contentType) {
    ContentHeaders headers = new ContentHeaders(contentType, null);
    return says(way -> way.put(key, headers, body, body.length, _ -> {}));
  }

  /// After the answer that was hoped for, the keys serve the next request, and the connection does
  /// for some seconds. After any other all begins anew: what a shortcut gives up it gives up for
  /// good.
  private boolean says(Predicate<Shortcut> request) {
    Optional<Shortcut> way = way();
    boolean yes = way.isPresent() && request.test(way.get());
    if (!yes) {
      close();
    }
    return yes;
  }

  /// Other keys may have been written down since.
  private synchronized Optional<Shortcut> way() {
    if (files == null) {
      return Optional.empty();
    }
    List<Object> version = StaticKeys.version(files);
    if (!version.equals(keys)) {
      close();
      keys = version;
    }
    Shortcut known = shortcut;
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Shortcut> found = Shortcut.of(where, environment, clock, PATIENCE);
    shortcut = found.orElse(null);
    return found;
  }

  @Override
  public synchronized void close() {
    Shortcut known = shortcut;
    shortcut = null;
    if (known != null) {
      known.close();
    }
  }
}
