package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.HostState;
import slipway.deployer.plan.Pause;

/// What services that start side by side record.
class JournalTest {
  private final Disk disk = new Disk();
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> failed = new CopyOnWriteArrayList<>();

  @Test
  void whatComesWhileTheStateIsSavedIsSavedTogether() throws Exception {
    Journal journal = new Journal(disk);
    record(journal, "a");
    disk.begun.await();
    record(journal, "b");
    record(journal, "c");
    disk.goOn.countDown();
    end();

    assertEquals(List.of(Set.of("a"), Set.of("a", "b", "c")), disk.saved);
    assertEquals(Set.of("a", "b", "c"), journal.state().services().keySet());
  }

  @Test
  void whatCannotBeSavedIsToldToEachAndForgotten() throws Exception {
    Journal journal = new Journal(disk);
    record(journal, "a");
    disk.begun.await();
    record(journal, "b");
    record(journal, "c");
    disk.full = true;
    disk.goOn.countDown();
    end();

    assertEquals(3, failed.size(), failed::toString);
    assertTrue(failed.contains("b: no space"), failed::toString);
    assertEquals(Set.of(), journal.state().services().keySet());
    disk.full = false;
    journal.record(state -> state.with("d", known -> known));
    assertEquals(Set.of("d"), journal.state().services().keySet());
  }

  /// Returns when the change is saved, or waits for its turn.
  private void record(Journal journal, String service) {
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                journal.record(state -> state.with(service, known -> known));
              } catch (HostException e) {
                failed.add(service + ": " + e.getMessage());
              }
            });
    threads.add(thread);
    while (thread.getState() != Thread.State.BLOCKED
        && thread.getState() != Thread.State.WAITING
        && thread.isAlive()) {
      Thread.onSpinWait();
    }
  }

  private void end() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /// Takes its time over the first state that it saves.
  private static final class Disk implements StateStore {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Set<String>> saved = new CopyOnWriteArrayList<>();
    private volatile boolean full;

    @Override
    public void save(HostState state) throws HostException {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (full) {
        throw new HostException("no space");
      }
      saved.add(Set.copyOf(state.services().keySet()));
    }

    @Override
    public HostState load() {
      return HostState.EMPTY;
    }

    @Override
    public Optional<byte[]> manifest() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void keepManifest(byte[] manifest) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Pause> pause() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void keepPause(Pause pause) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void endPause() {
      throw new UnsupportedOperationException();
    }
  }
}
