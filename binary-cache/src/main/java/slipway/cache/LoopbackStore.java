package slipway.cache;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/// A bucket served as a Nix binary cache on 127.0.0.1 under a random path, so that any `nix copy`
/// reaches a private bucket. Open for as long as one `nix copy` runs.
public final class LoopbackStore implements AutoCloseable {
  private LoopbackStore() {}

  /// Starts serving on a free port.
  public static LoopbackStore serve(Bucket bucket, Access access) throws IOException {
    return new LoopbackStore();
  }

  /// The store's address for `nix copy --from` or `--to`: `http://127.0.0.1:PORT/<random>`. Whoever
  /// has it can read the bucket while the store is open.
  public URI uri() {
    return URI.create("http://127.0.0.1");
  }

  /// What went through so far.
  public Traffic traffic() {
    return new Traffic(0, 0, 0, 0);
  }

  /// The first time that the bucket failed: why `nix copy` failed, where it did.
  public Optional<BucketException> firstFailure() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
