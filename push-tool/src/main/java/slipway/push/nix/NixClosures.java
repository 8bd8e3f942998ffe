package slipway.push.nix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import slipway.cache.Bucket;
import slipway.cache.Traffic;
import slipway.manifest.StorePath;
import slipway.push.nix.CachedPath.Unsigned;
import slipway.push.operation.CachedClosures.Gap;
import slipway.push.operation.Closures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.terminal.Display;
import slipway.push.terminal.UploadView;

/// Closures by way of the Nix on this machine.
public final class NixClosures implements Closures {
  private final Path directory;
  private final LocalStore store;
  private final LocalStore shownStore;
  private final NixCopy copy;
  private final CachedClosure cached;
  private final CachedGraph graph;
  private final Resigning resigning;
  private final IndexUpload indexes;
  private final Display display;

  /// @param key signs what is uploaded
  public NixClosures(NixPrograms programs, Bucket cache, CacheKey key, Display display) {
    Nix nix = new Nix(programs.silent());
    this.directory = programs.silent().directory();
    this.store = new LocalStore(nix);
    this.shownStore = new LocalStore(new Nix(programs.shown()));
    this.copy = new NixCopy(nix, cache, key.file(), programs.temporary());
    this.cached = new CachedClosure(cache, key.secret());
    this.graph = new CachedGraph(cache, Set.of(key.secret().publicKey()));
    this.resigning = new Resigning(cache, key.secret());
    this.indexes = new IndexUpload(cache, display);
    this.display = display;
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
  public Whereabouts locate(StorePath path) throws Failure {
    if (store.has(path)) {
      return new Whereabouts.Here();
    }
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
    List<StorePath> closure = store.closure(paths);
    CacheState before = new CacheState(cached.read(closure));
    Set<StorePath> lacking = before.lacking();
    List<Unsigned> unsigned = new ArrayList<>(before.unsigned());
    List<SignedNarInfo> signed = new ArrayList<>(before.signed());
    Traffic traffic = new Traffic(0, 0, 0, 0);
    if (!lacking.isEmpty()) {
      traffic = send(lacking, before);
      CacheState arrived = arrived(lacking);
      unsigned.addAll(arrived.unsigned());
      signed.addAll(arrived.signed());
    }
    if (!unsigned.isEmpty()) {
      List<LocalPath> here = store.describe(unsigned.stream().map(Unsigned::path).toList());
      signed.addAll(resigning.sign(unsigned, here, cached));
    }
    indexes.write(paths, new SignedClosure(closure, signed));
    return new Uploaded(
        closure.size(), traffic.objectsWritten(), traffic.bytesWritten(), unsigned.size());
  }

  private Traffic send(Set<StorePath> lacking, CacheState before) throws Failure {
    UploadMeter meter = new UploadMeter(store.describe(List.copyOf(lacking)));
    try (Display.Watching _ = display.show(new UploadView(meter))) {
      return copy.upload(lacking, before.broken(), meter);
    } catch (Failure e) {
      if (e.exitCode() == ExitCode.INTERRUPTED) {
        throw new Failure(
            ExitCode.INTERRUPTED,
            "interrupted after %d of %d paths, which stay in the cache; the same command goes on there"
                .formatted(meter.get().pathsDone(), lacking.size()),
            e);
      }
      throw e;
    }
  }

  /// The same paths once more, as a host sees them now.
  private CacheState arrived(Set<StorePath> sent) throws Failure {
    CacheState after = new CacheState(cached.read(List.copyOf(sent)));
    for (CachedPath path : after.paths()) {
      switch (path) {
        case CachedPath.Absent _ ->
            throw cached.refused(
                path.path(), "is not there although Nix said that it copied the path");
        case CachedPath.Broken(_, _, String problem) -> throw cached.refused(path.path(), problem);
        case CachedPath.Whole _, CachedPath.Unsigned _ -> {}
      }
    }
    return after;
  }
}
