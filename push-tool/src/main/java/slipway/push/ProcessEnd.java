package slipway.push;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import slipway.push.process.Programs;

/// The end of this process. The JVM's own waits 0.3 s for threads that are in native code
/// (`VM_Exit::wait_for_threads_in_native_to_block` in HotSpot), and once a virtual thread has
/// waited for a socket, the one that polls for it always is. That is longer than a push of one
/// small path takes otherwise.
final class ProcessEnd {
  private ProcessEnd() {}

  /// Made where it is needed first.
  private static final class Native {
    static final MethodHandle FUNCTION = function();
    static final MemorySegment EXIT = address("_exit");

    /// One that does nothing.
    static final MemorySegment NOTHING = address("abs");
  }

  /// Ends the process. Shutdown hooks are left out where that saves the wait: what has to be done
  /// or written before is done and written.
  static void now(int code) {
    // The hook that ends a program which still runs is not left out.
    if (isPolling() && !Programs.isAnyRunning()) {
      try {
        call(Native.EXIT, code);
      } catch (LinkageError _) {
        // It takes the wait, then.
      }
    }
    System.exit(code);
  }

  /// Gets ready what [#now] needs, which takes as long as a near bucket to answer.
  static void prepare() {
    try {
      call(Native.NOTHING, 0);
    } catch (LinkageError _) {
      // So it is at the end.
    }
  }

  /// The only place that calls a function: the JVM puts together what that takes when it comes here
  /// first.
  private static void call(MemorySegment function, int argument) {
    try {
      Native.FUNCTION.invokeExact(function, argument);
    } catch (Throwable e) {
      throw new LinkageError("the C library cannot be called", e);
    }
  }

  private static boolean isPolling() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread[] threads = new Thread[top.activeCount() + 10];
    int count = top.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().contains("Poller")) {
        return true;
      }
    }
    return false;
  }

  // The launcher enables native access; without it the JVM says so on stderr and goes on.
  @SuppressWarnings("restricted")
  private static MethodHandle function() {
    return Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(JAVA_INT));
  }

  private static MemorySegment address(String name) {
    return Linker.nativeLinker().defaultLookup().findOrThrow(name);
  }
}
