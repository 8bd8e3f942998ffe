package slipway.push.nix;

import java.util.List;
import java.util.Set;
import slipway.cache.Bucket;
import slipway.manifest.StorePath;
import slipway.push.operation.CacheInfo;
import slipway.push.operation.CachedClosures.Gap;
import slipway.push.operation.Closures;
import slipway.push.operation.PushMemory;
import slipway.push.outcome.Failure;
import slipway.push.terminal.Display;

/// Closures by way of the Nix on this machine.
public final class NixClosures implements Closures {
  private final NixPrograms programs;
  private final Nix nix;
  private final LocalStore store;
  private final Bucket cache;
  private final CacheKey key;
  private final CacheInfo info;
  private final PushMemory memory;
  private final Display display;
  private final Runnable lastWait;

  /// @param key signs what is uploaded
  /// @param info writes what makes the bucket a cache
  /// @param memory of pushes to that bucket
  /// @param lastWait is run while the last answers of the bucket are awaited
  public NixClosures(
      NixPrograms programs,
      Bucket cache,
      CacheKey key,
      CacheInfo info,
      PushMemory memory,
      Display display,
      Runnable lastWait) {
    this.programs = programs;
    this.nix = new Nix(programs.silent());
    this.store = new LocalStore(nix);
    this.cache = cache;
    this.key = key;
    this.info = info;
    this.memory = memory;
    this.display = display;
    this.lastWait = lastWait;
  }

  @Override
  public StorePath build(String installable) throws Failure {
    return new LocalStore(new Nix(programs.shown().get())).build(installable);
  }

  @Override
  public StorePath resolve(String path) throws Failure {
    return LinkedStorePath.resolve(programs.silent().directory(), path);
  }

  @Override
  public Whereabouts locate(StorePath path) throws Failure {
    if (store.has(path)) {
      return new Whereabouts.Here();
    }
    CachedGraph graph = new CachedGraph(cache, Set.of(key.secret().publicKey()));
    List<Gap> gaps = graph.gaps(List.of(path)).getOrDefault(path, List.of());
    return gaps.isEmpty()
        ? new Whereabouts.Cached()
        : new Whereabouts.Nowhere(
            path
                + " is not in the Nix store of this machine, and the cache's entry of "
                + gaps.getFirst().path()
                + " "
                + gaps.getFirst().problem());
  }

  @Override
  public Uploaded upload(List<StorePath> paths) throws Failure {
    try (Beginning beginning = new Beginning(cache, store, programs.store(), paths);
        Upload upload = new Upload(tools(), paths, beginning)) {
      return upload.run();
    }
  }

  private UploadTools tools() throws Failure {
    return new UploadTools(
        programs.store(),
        store,
        new NixCopy(nix, key.file(), programs.temporary()),
        cache,
        key.secret(),
        info,
        memory,
        display,
        lastWait);
  }
}
