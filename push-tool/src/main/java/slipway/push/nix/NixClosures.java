package slipway.push.nix;

import java.nio.file.Path;
import java.util.List;
import slipway.cache.Bucket;
import slipway.cache.Traffic;
import slipway.manifest.StorePath;
import slipway.push.nix.CachedClosure.Unsigned;
import slipway.push.operation.Closures;
import slipway.push.outcome.Failure;
import slipway.push.process.Programs;

/// Closures by way of the Nix on this machine.
public final class NixClosures implements Closures {
  private final Path directory;
  private final LocalStore store;
  private final LocalStore shownStore;
  private final NixCopy copy;
  private final CachedClosure cached;
  private final Resigning resigning;

  /// @param directory where relative paths start
  /// @param programs whose messages are only logged
  /// @param shown whose messages the developer sees as they come: for builds
  /// @param key signs what is uploaded
  public NixClosures(
      Path directory, Programs programs, Programs shown, Bucket cache, CacheKey key) {
    Nix nix = new Nix(programs);
    this.directory = directory;
    this.store = new LocalStore(nix);
    this.shownStore = new LocalStore(new Nix(shown));
    this.copy = new NixCopy(nix, cache, key.file());
    this.cached = new CachedClosure(cache, key.secret());
    this.resigning = new Resigning(cache, key.secret());
  }

  @Override
  public StorePath build(String installable) throws Failure {
    return shownStore.build(installable);
  }

  @Override
  public StorePath resolve(String path) throws Failure {
    return LinkedStorePath.resolve(directory, path);
  }

  @Override
  public Uploaded upload(List<StorePath> paths) throws Failure {
    List<StorePath> closure = store.closure(paths);
    Traffic traffic = copy.upload(paths);
    List<Unsigned> unsigned = cached.unsigned(closure);
    if (!unsigned.isEmpty()) {
      List<LocalPath> here = store.describe(unsigned.stream().map(Unsigned::path).toList());
      resigning.sign(unsigned, here, cached);
    }
    return new Uploaded(
        closure.size(), traffic.objectsWritten(), traffic.bytesWritten(), unsigned.size());
  }
}
