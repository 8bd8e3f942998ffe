package slipway.push.outcome;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads many things at once. The first failure, in the order of what is asked for, ends the rest.
///
/// @param atOnce how many are read at the same time, at most
/// @param doing completes the sentence "interrupted while …"
/// @param whenInterrupted the exit code where the calling thread is interrupted
public record SideBySide(int atOnce, String doing, ExitCode whenInterrupted) {
  /// Reads one thing.
  public interface Reading<K, V> {
    V read(K key) throws Failure;
  }

  /// What was read, in the order of the keys.
  public <K, V> SequencedMap<K, V> read(Collection<K> keys, Reading<K, V> reading) throws Failure {
    SequencedMap<K, V> found = new LinkedHashMap<>();
    Map<K, Future<V>> reads = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      keys.forEach(key -> reads.put(key, threads.submit(() -> reading.read(key))));
      try {
        for (var read : reads.entrySet()) {
          found.put(read.getKey(), read.getValue().get());
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
      throw new Failure(whenInterrupted, "interrupted while " + doing, e);
    }
    return found;
  }
}
