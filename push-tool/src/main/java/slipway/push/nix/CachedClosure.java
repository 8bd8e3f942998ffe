package slipway.push.nix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import slipway.cache.Bucket;
import slipway.cache.BucketException;
import slipway.cache.Fetched;
import slipway.cache.NarInfo;
import slipway.manifest.NixSecretKey;
import slipway.manifest.StorePath;
import slipway.push.outcome.BucketFailures;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// A closure in the cache bucket, read with the eyes of a host that trusts our key alone.
final class CachedClosure {
  private static final int READ_AT_ONCE = 16;
  private static final int MOST_BYTES = 1 << 20;

  private final Bucket cache;
  private final NixSecretKey key;

  CachedClosure(Bucket cache, NixSecretKey key) {
    this.cache = cache;
    this.key = key;
  }

  /// The paths whose narinfo lacks a good signature by our key. Nix does not upload what is there
  /// already, whoever put it there.
  List<Unsigned> unsigned(List<StorePath> closure) throws Failure {
    List<Future<List<Unsigned>>> reads = new ArrayList<>();
    List<Unsigned> unsigned = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(READ_AT_ONCE)) {
      closure.forEach(path -> reads.add(threads.submit(() -> read(path))));
      try {
        for (Future<List<Unsigned>> read : reads) {
          unsigned.addAll(read.get());
        }
      } finally {
        // After a failure nobody wants the rest, and closing would wait for all of it.
        threads.shutdownNow();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILED, "interrupted while reading narinfos back", e);
    }
    return unsigned;
  }

  private List<Unsigned> read(StorePath path) throws Failure {
    String objectKey = NarInfo.key(path);
    try {
      return switch (cache.fetch(objectKey, null, MOST_BYTES)) {
        case Fetched.Found found -> judged(path, found);
        case Fetched.Missing() ->
            throw refused(path, "is not there although Nix said that it copied the path");
        case Fetched.NotModified() ->
            throw new IllegalStateException("not modified, without having asked for it");
      };
    } catch (BucketException e) {
      throw BucketFailures.translated(e);
    }
  }

  private List<Unsigned> judged(StorePath path, Fetched.Found found) throws Failure {
    return switch (NarInfo.parse(found.body())) {
      case NarInfo.Reading.Malformed(String problem) -> throw refused(path, problem);
      case NarInfo.Reading.Read(NarInfo narInfo) -> {
        if (!narInfo.storePath().equals(path)) {
          throw refused(path, "is about " + narInfo.storePath());
        }
        yield narInfo.isSignedByOneOf(Set.of(key.publicKey()))
            ? List.of()
            : List.of(new Unsigned(path, narInfo, found));
      }
    };
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

  /// A path that is in the cache without our signature.
  record Unsigned(StorePath path, NarInfo narInfo, Fetched.Found object) {
    /// The same narinfo with one more signature.
    byte[] withSignature(String signature) {
      String text = new String(object.body(), StandardCharsets.UTF_8);
      String line = (text.endsWith("\n") ? "" : "\n") + "Sig: " + signature + "\n";
      return (text + line).getBytes(StandardCharsets.UTF_8);
    }
  }
}
