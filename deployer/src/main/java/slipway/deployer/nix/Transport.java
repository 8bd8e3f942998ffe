package slipway.deployer.nix;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import slipway.deployer.reconcile.HostException;
import slipway.manifest.StorePath;

/// A way for `nix copy` to read the bucket.
public interface Transport {
  /// The bucket as it is shown to people.
  String source();

  /// Opens the way for one `nix copy`.
  ///
  /// @param directory only its owner can enter it, and it outlives the lease
  /// @param tops what is going to be copied, each with its closure
  Lease open(Path directory, Set<StorePath> tops) throws HostException;

  /// The same bucket, without what a push has put there to make copies faster.
  default Transport withoutIndex() {
    return this;
  }

  /// The way while it is open.
  interface Lease extends AutoCloseable {
    /// What stands after `--from`.
    String uri();

    /// Variables that Nix needs for it.
    Map<String, String> environment();

    /// Nix options (nix.conf(5)) that it needs.
    Map<String, String> options();

    /// Whether Nix was told of a path by a closure index, and not by the bucket's own narinfo.
    default boolean usedIndex() {
      return false;
    }

    /// What the bucket answered first that was neither an object nor its absence.
    Optional<Trouble> trouble();

    @Override
    void close();
  }

  record Trouble(String message, Reach reach) {}

  /// What else would have met the same trouble.
  enum Reach {
    THIS_OBJECT,
    /// Perhaps all the bucket is away, perhaps one object of it.
    PERHAPS_ALL,
    ALL
  }
}
