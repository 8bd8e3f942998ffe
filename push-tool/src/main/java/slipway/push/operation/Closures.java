package slipway.push.operation;

import java.util.List;
import slipway.manifest.StorePath;
import slipway.push.outcome.Failure;

/// The developer's Nix store, and the way from there to the cache bucket.
public interface Closures {
  /// Builds an installable and returns its one output.
  StorePath build(String installable) throws Failure;

  /// The store path that `path` is, or points to by symlinks; it is there and valid.
  StorePath resolve(String path) throws Failure;

  /// Copies the closures of `paths` to the cache. When this returns, every path of them is there
  /// with a signature by the cache key, as a host sees it.
  Uploaded upload(List<StorePath> paths) throws Failure;

  /// Where a host would get a path from, if it was pushed from here.
  Whereabouts locate(StorePath path) throws Failure;

  /// Where a path and all that it needs is.
  sealed interface Whereabouts {
    /// In the store of this machine, to be uploaded.
    record Here() implements Whereabouts {}

    /// Not here, but in the cache, signed.
    record Cached() implements Whereabouts {}

    /// @param problem why no host can have it
    record Nowhere(String problem) implements Whereabouts {}
  }

  /// @param paths in the closures
  /// @param objectsWritten to the bucket
  /// @param bytesWritten of those
  /// @param resigned paths that were in the cache already, without our signature
  record Uploaded(int paths, long objectsWritten, long bytesWritten, int resigned) {}
}
