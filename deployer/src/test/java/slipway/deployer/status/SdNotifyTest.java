package slipway.deployer.status;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SdNotifyTest {
  @Test
  void everyWordArrives(@TempDir Path directory) throws Throwable {
    everyWordArrivesAt(directory.resolve("notify").toString());
  }

  @Test
  void everyWordArrivesAtAnAbstractSocket() throws Throwable {
    everyWordArrivesAt("@slipway-test-" + ProcessHandle.current().pid());
  }

  private static void everyWordArrivesAt(String socket) throws Throwable {
    try (Receiver systemd = new Receiver(socket)) {
      SdNotify notify = SdNotify.from(Map.of("NOTIFY_SOCKET", socket));

      notify.ready();
      notify.status("pass 7: two\nlines\tand é");
      notify.watchdog();
      notify.stopping();

      assertEquals("READY=1", systemd.next());
      assertEquals("STATUS=pass 7: two lines and é", systemd.next());
      assertEquals("WATCHDOG=1", systemd.next());
      assertEquals("STOPPING=1", systemd.next());
    }
  }

  @Test
  void aStatusIsSaidUntilItArrivesAndThenNotAgain(@TempDir Path directory) throws Throwable {
    String socket = directory.resolve("notify").toString();
    SdNotify notify = SdNotify.from(Map.of("NOTIFY_SOCKET", socket));
    notify.status("at rest");
    try (Receiver systemd = new Receiver(socket)) {
      notify.status("at rest");
      notify.status("at rest");
      notify.status("a pass failed");

      assertEquals("STATUS=at rest", systemd.next());
      assertEquals("STATUS=a pass failed", systemd.next());
    }
  }

  @Test
  void withoutASocketEveryWordGoesNowhere() {
    SdNotify.from(Map.of()).ready();
  }

  @Test
  void aSocketThatIsNotThereIsSurvived(@TempDir Path directory) {
    SdNotify.from(Map.of("NOTIFY_SOCKET", directory.resolve("gone").toString())).ready();
    SdNotify.from(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200))).ready();
    SdNotify.from(Map.of("NOTIFY_SOCKET", "vsock:2:1234")).ready();
  }

  @Test
  void aSocketThatIsNotThereIsNamed(@TempDir Path directory) {
    String gone = directory.resolve("gone").toString();

    IOException no = assertThrows(IOException.class, () -> UnixDatagram.send(gone, new byte[] {1}));

    assertTrue(
        no.getMessage().contains(gone) && no.getMessage().contains("errno 2"), no::getMessage);
  }

  @Test
  void theWatchdogIsCalledTwiceAsOftenAsAsked() {
    assertEquals(
        Optional.of(Duration.ofSeconds(15)),
        SdNotify.watchdogInterval(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "42"), 42));
    assertEquals(
        Optional.of(Duration.ofSeconds(15)),
        SdNotify.watchdogInterval(Map.of("WATCHDOG_USEC", "30000000"), 42));
  }

  @Test
  void nobodyWatchesAnotherProcessOrForNoTime() {
    Optional<Duration> nobody = Optional.empty();

    assertEquals(nobody, SdNotify.watchdogInterval(Map.of(), 42));
    assertEquals(nobody, SdNotify.watchdogInterval(Map.of("WATCHDOG_USEC", "0"), 42));
    assertEquals(nobody, SdNotify.watchdogInterval(Map.of("WATCHDOG_USEC", "soon"), 42));
    assertEquals(
        nobody,
        SdNotify.watchdogInterval(Map.of("WATCHDOG_USEC", "1000", "WATCHDOG_PID", "41"), 42));
  }

  /// systemd's end of the socket.
  private static final class Receiver implements AutoCloseable {
    private final int fd;

    Receiver(String socket) throws Throwable {
      fd =
          (int)
              function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT))
                  .invokeExact(1, 2, 0);
      byte[] path = ("\1\0" + socket.replace('@', '\0')).getBytes(StandardCharsets.UTF_8);
      try (Arena arena = Arena.ofConfined()) {
        int bound =
            (int)
                function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT))
                    .invokeExact(fd, arena.allocateFrom(JAVA_BYTE, path), path.length);
        assertEquals(0, bound);
      }
    }

    String next() throws Throwable {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment buffer = arena.allocate(4096);
        long length =
            (long)
                function(
                        "recv",
                        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT))
                    .invokeExact(fd, buffer, buffer.byteSize(), 0);
        return new String(buffer.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
      }
    }

    @Override
    public void close() {
      try {
        int _ = (int) function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)).invokeExact(fd);
      } catch (Throwable no) {
        throw new AssertionError(no);
      }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor type) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }
  }
}
