package slipway.push.nix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.ClosureIndex;
import slipway.cache.Fetched;
import slipway.cache.NarInfo;
import slipway.cache.ObjectInfo;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.nix.Inventory.Place;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.SideBySide;

/// A closure in the cache bucket, read with the eyes of a host that trusts our key alone: for each
/// path its narinfo, and whether the archive that it names is there.
final class CachedClosure {
  private static final SideBySide READS = new SideBySide(64, "reading narinfos", ExitCode.FAILED);

  private final Bucket cache;
  private final NixSecretKey key;
  private final Inventory inventory;
  private final IndexedTexts indexed;

  /// @param inventory saves asking for what it says
  /// @param indexed saves reading what has not changed since
  CachedClosure(Bucket cache, NixSecretKey key, Inventory inventory, IndexedTexts indexed) {
    this.cache = cache;
    this.key = key;
    this.inventory = inventory;
    this.indexed = indexed;
  }

  /// What there is of each path, in their order.
  List<CachedPath> read(List<StorePath> closure) throws Failure {
    List<StorePath> asked = new ArrayList<>();
    Map<StorePath, CachedPath> known = new HashMap<>();
    for (StorePath path : closure) {
      Optional<CachedPath> listed = listed(path);
      if (listed.isPresent()) {
        known.put(path, listed.get());
      } else {
        asked.add(path);
      }
    }
    known.putAll(READS.read(asked, path -> ask(path, this::archiveProblem)));
    return closure.stream().map(path -> Objects.requireNonNull(known.get(path))).toList();
  }

  /// What there is of a path in this moment.
  CachedPath readAnew(StorePath path) throws Failure {
    return ask(path, this::askedArchiveProblem);
  }

  /// What keeps an archive from being fetched; empty where nothing does. The listing may be older
  /// than the narinfo that names it, so only good news is taken from there.
  private Optional<String> archiveProblem(String url, OptionalLong fileSize)
      throws BucketException {
    boolean isListed =
        inventory.archive(url) instanceof Place.There(ObjectInfo object)
            && archiveProblem(url, fileSize, Optional.of(object)).isEmpty();
    return isListed ? Optional.empty() : askedArchiveProblem(url, fileSize);
  }

  /// Without a request; empty where it takes one.
  private Optional<CachedPath> listed(StorePath path) throws Failure {
    String narInfo = NarInfo.key(path);
    // No `switch` where every push comes by; see decision 31.
    Place place = inventory.narInfo(narInfo);
    if (place instanceof Place.Absent) {
      return Optional.of(new CachedPath.Absent(path));
    }
    Optional<IndexedTexts.Text> text = indexed.get(narInfo);
    return place instanceof Place.There(ObjectInfo object)
            && text.isPresent()
            && text.get().etag().equalsIgnoreCase(object.etag())
        ? known(path, object.etag(), text.get())
        : Optional.empty();
  }

  private Optional<CachedPath> known(StorePath path, String etag, IndexedTexts.Text text)
      throws Failure {
    ClosureIndex.Entry entry = text.entry();
    if (inventory.archive(entry.url()) instanceof Place.Unknown) {
      return Optional.empty();
    }
    if (!text.ours()) {
      return Optional.of(judged(path, entry.text(), etag, this::archiveProblem));
    }
    try {
      return Optional.of(
          archiveProblem(entry.url(), entry.fileSize())
              .<CachedPath>map(problem -> new CachedPath.Broken(path, etag, entry.url(), problem))
              .orElseGet(() -> new CachedPath.Whole(path, entry.text())));
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }

  private interface ArchiveCheck {
    Optional<String> problem(String url, OptionalLong fileSize) throws BucketException;
  }

  private CachedPath ask(StorePath path, ArchiveCheck check) throws Failure {
    try {
      return switch (cache.fetch(NarInfo.key(path), null, NarInfo.MAX_BYTES)) {
        case Fetched.Found found -> judged(path, found.body(), found.etag(), check);
        case Fetched.Missing() -> new CachedPath.Absent(path);
        case Fetched.NotModified() ->
            throw new IllegalStateException("not modified, without having asked for it");
      };
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }

  private CachedPath judged(StorePath path, byte[] text, String etag, ArchiveCheck check)
      throws Failure {
    return switch (NarInfo.parse(text)) {
      case NarInfo.Reading.Malformed(String problem) -> throw refused(path, problem);
      case NarInfo.Reading.Read(NarInfo narInfo) -> {
        if (!narInfo.storePath().equals(path)) {
          throw refused(path, "is about " + narInfo.storePath());
        }
        Optional<String> problem;
        try {
          problem = check.problem(narInfo.url(), narInfo.fileSize());
        } catch (BucketException e) {
          throw BucketFailures.translated(e);
        }
        if (problem.isPresent()) {
          yield new CachedPath.Broken(path, etag, narInfo.url(), problem.get());
        }
        yield narInfo.isSignedByOneOf(Set.of(key.publicKey()))
            ? new CachedPath.Whole(path, text)
            : new CachedPath.Unsigned(path, narInfo, text, etag);
      }
    };
  }

  /// The same in this moment.
  Optional<String> askedArchiveProblem(String url, OptionalLong fileSize) throws BucketException {
    return archiveProblem(url, fileSize, cache.describe(url));
  }

  private static Optional<String> archiveProblem(
      String url, OptionalLong fileSize, Optional<ObjectInfo> archive) {
    if (archive.isEmpty()) {
      return Optional.of("names " + url + ", which is not there");
    }
    long size = archive.get().size();
    return fileSize.isEmpty() || fileSize.getAsLong() == size
        ? Optional.empty()
        : Optional.of(
            "names %s with %d bytes, which has %d".formatted(url, fileSize.getAsLong(), size));
  }

  /// An archive without a narinfo is not what the path's archive has to be.
  Failure refusedArchive(StorePath path, String url, String found) {
    return new Failure(
        ExitCode.REFUSED,
        "%s%s, the archive of %s, is not to be used: its narinfo %s. The manifest was not changed: delete that object and push again, which uploads it from this machine"
            .formatted(cache.settings().display(), url, path, found));
  }

  Failure refused(StorePath path, String found) {
    return new Failure(
        ExitCode.REFUSED,
        cache.settings().display()
            + NarInfo.key(path)
            + ", the cache's entry of "
            + path
            + ", "
            + found
            + ". The manifest was not changed: delete that object and push again, which uploads"
            + " the path from this machine");
  }
}
