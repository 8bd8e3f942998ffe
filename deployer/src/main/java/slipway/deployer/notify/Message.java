package slipway.deployer.notify;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One piece of news.
///
/// @param generation of the manifest that the host goes by, null before the first
/// @param previous the worst of all that was told and had not ended before this pass
/// @param outcome the same after it
/// @param host null where it is about services alone
/// @param services by name
record Message(
    Event event,
    Instant time,
    @Nullable Instant generation,
    Outcome previous,
    Outcome outcome,
    @Nullable Item host,
    SortedMap<String, Item> services) {
  Message {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
  }
}
