package slipway.push;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Objects;

/// The end of this process. The JVM's own waits 0.3 s for threads that are in native code
/// (`VM_Exit::wait_for_threads_in_native_to_block` in HotSpot), and once a virtual thread has
/// waited for a socket, the one that polls for it always is. That is longer than a push of one
/// small path takes otherwise.
final class ProcessEnd {
  private ProcessEnd() {}

  /// Made where it is needed first.
  private static final class Native {
    static final MethodHandle EXIT = exit();
  }

  /// Ends the process. Shutdown hooks are left out where that saves the wait: what has to be done
  /// or written before is done and written.
  static void now(int code) {
    // The hook that ends a program which still runs is not left out.
    if (isPolling() && ProcessHandle.current().children().findAny().isEmpty()) {
      at(code);
    }
    System.exit(code);
  }

  /// Gets ready what [#now] needs, which takes as long as a near bucket to answer.
  static void prepare() {
    Objects.requireNonNull(Native.EXIT);
  }

  private static void at(int code) {
    try {
      Native.EXIT.invokeExact(code);
    } catch (Throwable e) {
      throw new LinkageError("_exit of the C library cannot be called", e);
    }
  }

  private static boolean isPolling() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread[] threads = new Thread[top.activeCount() + 10];
    int count = top.enumerate(threads);
    return Arrays.stream(threads, 0, count).anyMatch(thread -> thread.getName().contains("Poller"));
  }

  // The launcher enables native access; without it the JVM says so on stderr and goes on.
  @SuppressWarnings("restricted")
  private static MethodHandle exit() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("_exit"), FunctionDescriptor.ofVoid(JAVA_INT));
  }
}
