package slipway.deployer.status;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this process has mapped of its AOT cache. A start touches nearly all of it, a daemon that
/// waits needs a third; the rest stays in the kernel's cache of files for as long as there is room,
/// and comes back as it is needed.
public final class ArchivePages {
  private static final Logger LOG = LoggerFactory.getLogger(ArchivePages.class);
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final int MADV_DONTNEED = 4;

  private ArchivePages() {}

  /// A part of the memory of a process.
  record Range(long begin, long end) {}

  /// Gives back what has not been written to.
  public static void giveBack() {
    try {
      MethodHandle advise = advise();
      for (Range range : clean(Files.readAllLines(MAPPINGS))) {
        int _ =
            (int)
                advise.invokeExact(
                    MemorySegment.ofAddress(range.begin()),
                    range.end() - range.begin(),
                    MADV_DONTNEED);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // It only holds more.
      LOG.debug("action=memory reason=\"{}\"", e.toString());
    } catch (Throwable never) {
      throw new AssertionError("a C function threw", never);
    }
  }

  /// Mappings of an AOT cache that can only be read, and of which no page is this process's own: a
  /// page that had been written to would be lost.
  ///
  /// @param mappings as in proc_pid_smaps(5)
  static List<Range> clean(List<String> mappings) {
    List<Range> clean = new ArrayList<>();
    Range range = null;
    for (String line : mappings) {
      if (line.contains(" r--p ") && line.endsWith(".aot")) {
        range = range(line);
      } else if (isOwn(line)) {
        range = null;
      } else if (line.startsWith("VmFlags:")) {
        if (range != null) {
          clean.add(range);
        }
        range = null;
      }
    }
    return clean;
  }

  /// Whether it tells of pages that were written to and are in memory, or were, and are in swap.
  private static boolean isOwn(String line) {
    return (line.startsWith("Anonymous:") || line.startsWith("Swap:")) && !line.endsWith(" 0 kB");
  }

  private static Range range(String mapping) {
    int dash = mapping.indexOf('-');
    int space = mapping.indexOf(' ');
    return new Range(
        Long.parseUnsignedLong(mapping, 0, dash, 16),
        Long.parseUnsignedLong(mapping, dash + 1, space, 16));
  }

  // The launcher enables native access; without it the JVM says so on stderr and goes on.
  @SuppressWarnings("restricted")
  private static MethodHandle advise() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("madvise"),
        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  }
}
