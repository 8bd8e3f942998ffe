package slipway.cache;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import slipway.manifest.StorePath;

/// The narinfos of a closure, out of one object of the bucket. Each is what a narinfo has to be
/// before Nix gets to see it; nobody has looked at a signature.
///
/// The object is gzip (RFC 1952) around `slipway-closure-index 1`, then for each narinfo a line
/// `<hash of its store path> <bytes>` with that many bytes after it, then `end <narinfos>`. Lines
/// end with a line feed; numbers are decimal. What a path needs comes before it.
public final class ClosureIndex {
  static final String HEAD = "slipway-closure-index 1";
  static final String END = "end";

  /// Of the object.
  public static final int MAX_BYTES = 3 << 20;

  /// Of all that is in it: about eight thousand paths.
  static final int MAX_TEXT_BYTES = 8 << 20;

  static final int MAX_PATHS = 20_000;

  /// What stands in for a narinfo in memory. Its references are left out: a hostile one would take
  /// many times of its own size.
  ///
  /// @param url the key of the archive
  /// @param fileSize of the archive in bytes, where the narinfo says
  /// @param text the narinfo as it is served; not copied, so not to be written to
  public record Entry(StorePath path, String url, OptionalLong fileSize, byte[] text) {}

  private final SequencedMap<String, Entry> entries;

  ClosureIndex(SequencedMap<String, Entry> entries) {
    this.entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
  }

  /// How reading an index ended.
  public sealed interface Reading {
    record Read(ClosureIndex index) implements Reading {}

    /// @param problem what was found and wanted, without the name of the object
    record Unusable(String problem) implements Reading {}
  }

  /// The key of the index of a store path's closure.
  public static String key(StorePath top) {
    return "index/" + top.hash() + ".gz";
  }

  /// The store path whose index has this key, with a name that says nothing; empty where it is not
  /// the key of an index.
  public static Optional<StorePath> top(String key) {
    return key.startsWith("index/") && key.endsWith(".gz")
        ? StorePath.parse(
            StorePath.STORE + "/" + key.substring(6, Math.max(6, key.length() - 3)) + "-top")
        : Optional.empty();
  }

  /// An object with these narinfos, or nothing where they are more than a reader takes. The same
  /// ones give the same bytes.
  ///
  /// @param narInfos of different paths, each after those that it needs
  public static Optional<byte[]> write(List<byte[]> narInfos) {
    return ClosureIndexWriter.write(narInfos);
  }

  /// Reads an object that is named after the closure of `top`. Whatever it is made of, this takes
  /// no more memory than the limits above.
  public static Reading read(StorePath top, byte[] object) {
    return ClosureIndexReader.read(top, object);
  }

  /// The same for an object whose narinfos were all found good before it was signed by somebody who
  /// is trusted: none of them is looked at again.
  public static Reading readTrusted(StorePath top, byte[] object) {
    return ClosureIndexReader.readTrusted(top, object);
  }

  /// By the key of the narinfo, in the order of the object.
  public SequencedMap<String, Entry> entries() {
    return entries;
  }
}
