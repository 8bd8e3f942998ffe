package slipway.push.nix;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import slipway.cache.NarInfo;
import slipway.cache.UploadWatch;
import slipway.manifest.StorePath;
import slipway.push.terminal.UploadState;

/// Counts an upload while it runs. A path is done when its narinfo is stored, which Nix does last.
final class UploadMeter implements UploadWatch, Supplier<UploadState> {
  private final Map<String, Long> narSizes = new HashMap<>();
  private long narBytes;
  private int pathsDone;
  private long narBytesDone;
  private long bytesStored;
  private long bytesSent;

  /// There are so many paths to send; how large they are is told later.
  synchronized void expect(Collection<StorePath> lacking) {
    lacking.forEach(path -> narSizes.putIfAbsent(NarInfo.key(path), 0L));
  }

  /// How large paths are of those to be sent.
  synchronized void measure(Collection<PathInfo> lacking) {
    lacking.forEach(path -> {
      if (narSizes.replace(NarInfo.key(path.path()), path.narSize()) != null) {
        narBytes += path.narSize();
      }
    });
  }

  @Override
  public synchronized void sending(long bytes) {
    bytesSent += bytes;
  }

  @Override
  public synchronized void stored(String key, long bytes) {
    bytesStored += bytes;
    Long narSize = narSizes.get(key);
    if (narSize != null) {
      pathsDone++;
      narBytesDone += narSize;
    }
  }

  @Override
  public synchronized UploadState get() {
    return new UploadState(
        pathsDone, narSizes.size(), narBytesDone, narBytes, bytesStored, bytesSent);
  }
}
