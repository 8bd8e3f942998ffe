package slipway.deployer.status;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/// Sends one datagram to a unix socket, which the JDK cannot: by the C library. The numbers are
/// those of Linux.
final class UnixDatagram {
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /// `sun_path` of unix(7), with its closing zero.
  private static final int LONGEST_PATH = 108;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle SOCKET =
      function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle SENDTO =
      function(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private UnixDatagram() {}

  /// @param socket a path, or `@` and a name without one (an abstract socket)
  static void send(String socket, byte[] message) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
      MemorySegment address = address(arena, socket);
      MemorySegment content = arena.allocateFrom(JAVA_BYTE, message);
      int fd = (int) SOCKET.invokeExact(errno, (int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      require(fd, "socket", socket, errno);
      try {
        long sent =
            (long)
                SENDTO.invokeExact(
                    errno,
                    fd,
                    content,
                    (long) message.length,
                    MSG_NOSIGNAL,
                    address,
                    (int) address.byteSize());
        require(sent, "sendto", socket, errno);
      } finally {
        int _ = (int) CLOSE.invokeExact(errno, fd);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable never) {
      throw new AssertionError("a C function threw", never);
    }
  }

  /// The family and the path; an abstract name begins with a zero and has none at its end.
  private static MemorySegment address(Arena arena, String socket) throws IOException {
    byte[] path = socket.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = socket.startsWith("@");
    if (path.length >= LONGEST_PATH || !(isAbstract || socket.startsWith("/"))) {
      throw new IOException(
          "the socket is '%s', wanted an absolute path or @name of at most %d bytes"
              .formatted(socket, LONGEST_PATH - 1));
    }
    long prefix = JAVA_SHORT.byteSize();
    MemorySegment address = arena.allocate(prefix + path.length + (isAbstract ? 0 : 1), 2);
    address.set(JAVA_SHORT, 0, AF_UNIX);
    MemorySegment.copy(path, 0, address, JAVA_BYTE, prefix, path.length);
    if (isAbstract) {
      address.set(JAVA_BYTE, prefix, (byte) 0);
    }
    return address;
  }

  private static void require(long result, String function, String socket, MemorySegment errno)
      throws IOException {
    if (result < 0) {
      throw new IOException(
          "%s to %s failed with errno %d".formatted(function, socket, (int) ERRNO.get(errno, 0L)));
    }
  }

  // The launcher enables native access; without it the JVM says so on stderr and goes on.
  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), type, Linker.Option.captureCallState("errno"));
  }
}
