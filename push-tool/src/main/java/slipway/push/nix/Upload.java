package slipway.push.nix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import slipway.cache.Archives;
import slipway.cache.BucketException;
import slipway.cache.ClosureIndex;
import slipway.cache.NarInfo;
import slipway.manifest.StorePath;
import slipway.push.nix.CachedPath.Unsigned;
import slipway.push.operation.Closures.Uploaded;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.outcome.Meanwhile;
import slipway.push.outcome.Meanwhile.Begun;
import slipway.push.terminal.Display;
import slipway.push.terminal.UploadView;

/// One upload of closures. Small tops are likely to be new, so they are sent while the cache is
/// still being looked at; nobody can see them there before all of it was.
final class Upload implements AutoCloseable {
  private final UploadTools tools;
  private final List<StorePath> tops;
  private final Beginning beginning;
  private final Resigning resigning;
  private final UploadMeter meter = new UploadMeter();
  private final Archives archives;
  private final NarInfoWrites writes;
  private final Packing packing;
  private final Meanwhile meanwhile = new Meanwhile();

  /// @param tops whose closures are uploaded
  Upload(UploadTools tools, List<StorePath> tops, Beginning beginning) {
    this.tools = tools;
    this.tops = List.copyOf(tops);
    this.beginning = beginning;
    this.resigning = new Resigning(tools.cache(), tools.key());
    this.archives = new Archives(tools.cache(), meter);
    this.writes = new NarInfoWrites(archives);
    this.packing = new Packing(tools.directory(), tools.key(), archives, writes);
  }

  Uploaded run() throws Failure {
    Begun<Boolean> sendingEarly = meanwhile.begin(this::sendEarly);
    Begun<IndexedTexts> guessed = meanwhile.begin(this::guess);
    List<StorePath> closure = tools.store().closure(tops);
    beginning.closure(closure);
    Inventory inventory = beginning.inventory();
    Begun<Boolean> info = meanwhile.begin(() -> writeInfo(inventory));
    CachedClosure cached =
        new CachedClosure(
            tools.cache(), tools.key(), inventory, texts(guessed.get(), inventory, closure));
    CacheState state = new CacheState(cached.read(closure));
    if (!state.broken().isEmpty()) {
      // Archives may have been left out because something of their name is there.
      boolean _ = sendingEarly.get();
      state.broken().forEach(path -> writes.forget(path.path()));
    }
    writes.release(state.lacking(), writing(cached, state));
    try (Display.Watching _ = watch(state.lacking())) {
      Set<StorePath> rest = new HashSet<>(state.lacking());
      if (!rest.isEmpty()) {
        boolean _ = sendingEarly.get();
        rest.removeIf(path -> writes.sent(path).isPresent());
      }
      if (!rest.isEmpty()) {
        Map<StorePath, PathInfo> infos = tools.store().infos(rest);
        meter.measure(infos.values());
        Predicate<String> shelf = shelf(inventory, state);
        packing.send(rest, infos, shelf);
        rest.removeIf(path -> writes.sent(path).isPresent());
        if (!rest.isEmpty()) {
          copy(rest, new Outbound(closure, rest, shelf, writes));
        }
      }
      Uploaded uploaded = finish(closure, state, cached, isNew(inventory));
      boolean _ = info.get();
      return uploaded;
    } catch (Failure e) {
      throw e.exitCode() == ExitCode.INTERRUPTED ? interrupted(state.lacking(), e) : e;
    }
  }

  private Predicate<String> shelf(Inventory inventory, CacheState state) {
    return new Shelf(tools.cache(), inventory, state.broken());
  }

  private IndexedTexts guess() throws Failure {
    return IndexedTexts.guessed(tools.cache(), tools.key(), tops, tools.memory());
  }

  private IndexedTexts texts(IndexedTexts texts, Inventory inventory, List<StorePath> closure)
      throws Failure {
    List<StorePath> listed =
        closure.stream()
            .filter(path -> inventory.narInfo(NarInfo.key(path)) instanceof Inventory.Place.There)
            .toList();
    if (!listed.isEmpty()) {
      texts.read(tools.cache(), tools.key(), tops, inventory.indexes(), listed);
    }
    return texts;
  }

  private NarInfoWriting writing(CachedClosure cached, CacheState state) {
    Map<StorePath, String> broken = new HashMap<>();
    state.broken().forEach(path -> broken.put(path.path(), path.etag()));
    return new NarInfoWriting(
        tools.cache(), tools.key().publicKey(), cached, resigning, broken, archives, meter);
  }

  /// False where that failed: then it is sent with the rest, and fails in the sight of all.
  private boolean sendEarly() {
    try {
      packing.offer(beginning.small().values(), this::isListed);
      return true;
    } catch (Failure _) {
      return false;
    }
  }

  private boolean isListed(String archive) {
    try {
      return beginning.inventory().archive(archive) instanceof Inventory.Place.There;
    } catch (Failure _) {
      return false; // which ends the upload elsewhere
    }
  }

  private boolean writeInfo(Inventory inventory) throws Failure {
    return !(inventory.narInfo("nix-cache-info") instanceof Inventory.Place.There)
        && tools.info().write();
  }

  private Display.Watching watch(Set<StorePath> lacking) {
    meter.expect(lacking);
    return lacking.isEmpty() ? () -> {} : tools.display().show(new UploadView(meter));
  }

  /// Where a narinfo could not be written, that is why Nix failed.
  private void copy(Set<StorePath> paths, Outbound outbound) throws Failure {
    try {
      tools.copy().upload(paths, outbound, archives);
    } catch (Failure e) {
      throw writes.failure().orElse(e);
    }
  }

  /// Whether nobody can have an index of what is pushed, nor a manifest that names it.
  private boolean isNew(Inventory inventory) {
    return tops.stream()
        .allMatch(top -> inventory.index(ClosureIndex.key(top)) instanceof Inventory.Place.Absent);
  }

  /// Waits until the cache has all of it, which is when the last narinfo is written. What was there
  /// without our signature gets it after that: it says that a closure is whole, too.
  ///
  /// @param isNew whether the index may be written meanwhile: nobody reads one before a manifest
  ///   names its path
  private Uploaded finish(
      List<StorePath> closure, CacheState state, CachedClosure cached, boolean isNew)
      throws Failure {
    Set<StorePath> lacking = state.lacking();
    IndexUpload indexes = new IndexUpload(tools.cache(), tools.key(), tools.display());
    List<SignedNarInfo> sent = sent(lacking);
    boolean early = isNew && state.unsigned().isEmpty();
    SignedClosure expected = new SignedClosure(tops, closure, joined(state.signed(), sent));
    Begun<Boolean> index =
        meanwhile.begin(() -> {
          if (early) {
            write(indexes, expected);
          }
          return early;
        });
    List<SignedNarInfo> written = new ArrayList<>();
    for (StorePath path : lacking) {
      written.add(writes.await(path));
    }
    List<SignedNarInfo> signed = new ArrayList<>(state.signed());
    if (!state.unsigned().isEmpty()) {
      signed.addAll(sign(state.unsigned(), cached));
    }
    if (!index.get() || !written.equals(sent)) {
      write(indexes, new SignedClosure(tops, closure, joined(signed, written)));
    }
    return report(closure, lacking, state.unsigned());
  }

  private void write(IndexUpload upload, SignedClosure closure) throws Failure {
    Map<StorePath, byte[]> indexes = upload.compose(closure);
    Begun<Boolean> waiting =
        meanwhile.begin(() -> {
          tools.memory().remember(indexes, tools.key());
          tools.lastWait().run();
          return true;
        });
    upload.write(indexes);
    boolean _ = waiting.get();
  }

  private List<SignedNarInfo> sent(Set<StorePath> lacking) throws Failure {
    List<SignedNarInfo> sent = new ArrayList<>();
    for (StorePath path : lacking) {
      sent.add(
          new SignedNarInfo(
              path,
              writes
                  .sent(path)
                  .orElseThrow(() ->
                      new Failure(
                          ExitCode.FAILED,
                          "Nix said that it copied " + path + ", and sent no narinfo of it"))
                  .text()));
    }
    return sent;
  }

  private List<SignedNarInfo> sign(List<Unsigned> unsigned, CachedClosure cached) throws Failure {
    List<LocalPath> here = tools.store().describe(unsigned.stream().map(Unsigned::path).toList());
    return resigning.sign(unsigned, here, cached);
  }

  private Uploaded report(List<StorePath> closure, Set<StorePath> lacking, List<Unsigned> unsigned)
      throws Failure {
    long objects = 0;
    long bytes = 0;
    for (StorePath path : lacking) {
      NarInfoWrites.Sent sent = writes.sent(path).orElseThrow();
      OptionalLong archive = archive(sent.narInfo());
      objects += archive.isPresent() ? 2 : 1;
      bytes += archive.orElse(0) + sent.text().length;
    }
    return new Uploaded(closure.size(), objects, bytes, unsigned.size());
  }

  private OptionalLong archive(NarInfo narInfo) throws Failure {
    try {
      return archives.await(narInfo.url());
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }

  private static List<SignedNarInfo> joined(List<SignedNarInfo> some, List<SignedNarInfo> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private Failure interrupted(Set<StorePath> lacking, Failure cause) {
    return new Failure(
        ExitCode.INTERRUPTED,
        "interrupted after %d of %d paths, which stay in the cache; the same command goes on there"
            .formatted(meter.get().pathsDone(), lacking.size()),
        cause);
  }

  @Override
  public void close() {
    meanwhile.close();
    writes.close();
    archives.close();
  }
}
