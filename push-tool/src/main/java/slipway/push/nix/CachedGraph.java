package slipway.push.nix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Fetched;
import slipway.cache.NarInfo;
import slipway.manifest.NixPublicKey;
import slipway.manifest.StorePath;
import slipway.push.operation.CachedClosures;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.SideBySide;

/// Closures of which this machine may have nothing: what belongs to one is known from the narinfos
/// alone, which lead from reference to reference.
public final class CachedGraph implements CachedClosures {
  private static final SideBySide READS =
      new SideBySide(32, "reading narinfos", ExitCode.INTERRUPTED);

  /// More than any closure has; whoever writes to the cache must not keep a developer waiting.
  private static final int MOST_PATHS = 50_000;

  private final Bucket cache;
  private final Set<NixPublicKey> trusted;

  /// @param trusted one of these has to have signed each path
  public CachedGraph(Bucket cache, Set<NixPublicKey> trusted) {
    this.cache = cache;
    this.trusted = Set.copyOf(trusted);
  }

  @Override
  public Map<StorePath, List<Gap>> gaps(Collection<StorePath> paths) throws Failure {
    Map<StorePath, Entry> entries = walk(paths);
    Map<StorePath, List<Gap>> gaps = new LinkedHashMap<>();
    for (StorePath path : paths) {
      List<Gap> missing = missing(path, entries);
      if (!missing.isEmpty()) {
        gaps.put(path, missing);
      }
    }
    return gaps;
  }

  /// What the cache says of a path.
  private sealed interface Entry {
    record Good(List<StorePath> references) implements Entry {}

    record Bad(String problem) implements Entry {}
  }

  /// Breadth first, a level at once.
  private Map<StorePath, Entry> walk(Collection<StorePath> paths) throws Failure {
    Map<StorePath, Entry> entries = new HashMap<>();
    Set<StorePath> level = new LinkedHashSet<>(paths);
    while (!level.isEmpty()) {
      if (entries.size() + level.size() > MOST_PATHS) {
        throw new Failure(
            ExitCode.FAILED,
            "a closure in %s has more than %d paths; wanted fewer"
                .formatted(cache.settings().display(), MOST_PATHS));
      }
      Map<StorePath, Entry> found = READS.read(level, this::read);
      entries.putAll(found);
      level = new LinkedHashSet<>();
      for (Entry entry : found.values()) {
        level.addAll(references(entry));
      }
      level.removeAll(entries.keySet());
    }
    return entries;
  }

  private static List<Gap> missing(StorePath top, Map<StorePath, Entry> entries) {
    List<Gap> gaps = new ArrayList<>();
    Set<StorePath> seen = new HashSet<>(Set.of(top));
    Deque<StorePath> open = new ArrayDeque<>(List.of(top));
    while (!open.isEmpty()) {
      StorePath path = open.removeFirst();
      switch (entries.get(path)) {
        case Entry.Bad(String problem) -> gaps.add(new Gap(path, problem));
        case Entry.Good(List<StorePath> references) ->
            references.stream().filter(seen::add).forEach(open::addLast);
        case null -> throw new IllegalStateException("the walk has left out " + path);
      }
    }
    return gaps;
  }

  private static List<StorePath> references(Entry entry) {
    return switch (entry) {
      case Entry.Good(List<StorePath> references) -> references;
      case Entry.Bad _ -> List.of();
    };
  }

  private Entry read(StorePath path) throws Failure {
    try {
      return switch (cache.fetch(NarInfo.key(path), null, NarInfo.MAX_BYTES)) {
        case Fetched.Found found ->
            switch (NarInfo.parse(found.body())) {
              case NarInfo.Reading.Malformed(String problem) ->
                  new Entry.Bad("cannot be used: " + problem);
              case NarInfo.Reading.Read(NarInfo narInfo) -> judged(path, narInfo);
            };
        case Fetched.Missing() -> new Entry.Bad("is not there");
        case Fetched.NotModified() ->
            throw new IllegalStateException("not modified, without having asked for it");
      };
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }

  private Entry judged(StorePath path, NarInfo narInfo) throws BucketException {
    if (!narInfo.storePath().equals(path)) {
      return new Entry.Bad("is about " + narInfo.storePath());
    }
    if (!narInfo.isSignedByOneOf(trusted)) {
      return new Entry.Bad("has no signature that is trusted here");
    }
    return cache.describe(narInfo.url()).isPresent()
        ? new Entry.Good(narInfo.references())
        : new Entry.Bad("names " + narInfo.url() + ", which is not there");
  }
}
