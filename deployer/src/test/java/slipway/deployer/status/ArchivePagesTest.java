package slipway.deployer.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import slipway.deployer.status.ArchivePages.Range;

class ArchivePagesTest {
  private static final String ARCHIVE =
      "801214000-803121000 r--p 01214000 fe:00 18                         /opt/x/lib/x.aot";

  @Test
  void theArchiveWhereNothingWasWritten() {
    assertEquals(List.of(new Range(0x801214000L, 0x803121000L)), clean(ARCHIVE, "0"));
  }

  @Test
  void notWhereAPageOfThisProcessIsInSwap() {
    List<String> swapped = new ArrayList<>(entry(ARCHIVE, "0"));
    swapped.set(swapped.size() - 2, "Swap:                  4 kB");
    assertEquals(List.of(), ArchivePages.clean(swapped));
  }

  @Test
  void notWhereAPageIsThisProcesssOwn() {
    assertEquals(List.of(), clean(ARCHIVE, "4"));
  }

  @Test
  void notWhatCanBeWritten() {
    assertEquals(List.of(), clean(ARCHIVE.replace("r--p", "rw-p"), "0"));
  }

  @Test
  void notAnotherFile() {
    assertEquals(List.of(), clean(ARCHIVE.replace("x.aot", "libjvm.so"), "0"));
  }

  @Test
  void highAddresses() {
    assertEquals(
        List.of(new Range(0x7f14dded4000L, 0x7f14ddf4a000L)),
        clean(ARCHIVE.replace("801214000-803121000", "7f14dded4000-7f14ddf4a000"), "0"));
  }

  /// As the kernel has it, between two other mappings.
  private static List<Range> clean(String mapping, String anonymous) {
    String other =
        "7f14e88e3000-7f14e996f000 r--p 00 fe:00 7                    /usr/lib/libc.so.6";
    return ArchivePages.clean(
        Stream.of(entry(other, "0"), entry(mapping, anonymous), entry(other, "8"))
            .flatMap(List::stream)
            .toList());
  }

  private static List<String> entry(String mapping, String anonymous) {
    return List.of(
        mapping,
        "Size:              31796 kB",
        "Rss:               31476 kB",
        "Private_Dirty:         0 kB",
        "Anonymous:      %8s kB".formatted(anonymous),
        "Swap:                  0 kB",
        "VmFlags: rd mr mw me");
  }
}
