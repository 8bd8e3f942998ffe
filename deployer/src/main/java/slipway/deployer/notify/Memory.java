package slipway.deployer.notify;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What is known of earlier passes.
///
/// @param first whether there was none
/// @param services by name
public record Memory(boolean first, Known host, SortedMap<String, Known> services) {
  public static final Memory NOTHING = new Memory(true, Known.NOTHING, new TreeMap<>());

  public Memory {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
  }

  /// The worst of what was told and has not ended.
  Outcome told() {
    return all()
        .map(Known::episode)
        .flatMap(Stream::ofNullable)
        .map(Episode::outcome)
        .reduce(Outcome.OK, (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  /// Whether time alone can make something of it to tell.
  boolean waits() {
    return all().anyMatch(known -> known.episode() != null || !known.outcome().isGood());
  }

  private Stream<Known> all() {
    return Stream.concat(Stream.of(host), services.values().stream());
  }
}
