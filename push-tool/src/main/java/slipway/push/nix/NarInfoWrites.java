package slipway.push.nix;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import slipway.cache.Archives;
import slipway.cache.BucketException;
import slipway.cache.NarInfo;
import slipway.manifest.StorePath;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// Narinfos on their way to the cache. None is written before its archive is there, and the
/// narinfos of all that its path needs: who sees a narinfo may take the whole closure for granted.
final class NarInfoWrites implements AutoCloseable {
  private static final int AT_ONCE = 64;

  private final Archives archives;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<StorePath, Sent> sent = new ConcurrentHashMap<>();
  private final Map<StorePath, CompletableFuture<SignedNarInfo>> written =
      new ConcurrentHashMap<>();
  private final CompletableFuture<Release> release = new CompletableFuture<>();

  /// What was sent.
  ///
  /// @param ours whether it was signed here, by our key
  record Sent(NarInfo narInfo, byte[] text, boolean ours) {
    /// What Nix has sent.
    Sent(NarInfo narInfo, byte[] text) {
      this(narInfo, text, false);
    }

    // By hand, as in SignedNarInfo.
    @Override
    public boolean equals(Object other) {
      return other instanceof Sent that && Arrays.equals(text, that.text) && ours == that.ours;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(text);
    }
  }

  /// Writes one narinfo, and returns what the cache has then.
  interface Writing {
    SignedNarInfo write(StorePath path, Sent sent) throws Failure;
  }

  private record Release(Set<StorePath> lacking, Writing writing) {}

  NarInfoWrites(Archives archives) {
    this.archives = archives;
  }

  /// Takes what Nix has sent of a path.
  void take(StorePath path, Sent narInfo) {
    sent.put(path, narInfo);
    var _ = threads.submit(() -> bring(path, narInfo));
  }

  /// Drops what Nix has sent of a path, which it is to send again. To be said before the release.
  void forget(StorePath path) {
    sent.remove(path);
  }

  /// Lets narinfos go to the cache.
  ///
  /// @param lacking those of them that it lacks; any other that was sent is dropped
  void release(Set<StorePath> lacking, Writing writing) {
    release.complete(new Release(Set.copyOf(lacking), writing));
  }

  Optional<Sent> sent(StorePath path) {
    return Optional.ofNullable(sent.get(path));
  }

  /// Waits for one that was sent and released.
  SignedNarInfo await(StorePath path) throws Failure {
    try {
      return of(path).get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.INTERRUPTED, "interrupted while writing narinfos", e);
    }
  }

  /// Why one could not be written; of several, any.
  Optional<Failure> failure() {
    return written.values().stream()
        .filter(CompletableFuture::isCompletedExceptionally)
        .map(CompletableFuture::exceptionNow)
        .filter(Failure.class::isInstance)
        .map(Failure.class::cast)
        .findFirst();
  }

  private CompletableFuture<SignedNarInfo> of(StorePath path) {
    return written.computeIfAbsent(path, _ -> new CompletableFuture<>());
  }

  private Void bring(StorePath path, Sent narInfo) {
    try {
      Release released = release.get();
      if (released.lacking().contains(path) && narInfo.equals(sent.get(path))) {
        awaitWhatItNames(path, narInfo.narInfo(), released.lacking());
        turns.acquire();
        try {
          of(path).complete(released.writing().write(path, narInfo));
        } finally {
          turns.release();
        }
      }
    } catch (ExecutionException e) {
      of(path).completeExceptionally(e.getCause());
    } catch (BucketException e) {
      of(path).completeExceptionally(BucketFailures.translated(e));
    } catch (Failure | RuntimeException e) {
      of(path).completeExceptionally(e);
    } catch (Error e) {
      of(path).completeExceptionally(e);
      throw e;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody waits any more
    }
    return null;
  }

  private void awaitWhatItNames(StorePath path, NarInfo narInfo, Set<StorePath> lacking)
      throws BucketException, InterruptedException, ExecutionException {
    var _ = archives.await(narInfo.url());
    for (StorePath needed : narInfo.references()) {
      if (!needed.equals(path) && lacking.contains(needed)) {
        var _ = of(needed).get();
      }
    }
  }

  private static Failure failure(ExecutionException e) {
    if (e.getCause() instanceof Failure failure) {
      return failure;
    }
    throw new IllegalStateException(e.getCause());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
