package slipway.deployer.health;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The listening sockets of this network namespace, from /proc/net/tcp, tcp6 and unix
/// (proc_pid_net(5)).
///
/// @param proc `/proc` but in tests
record SocketTable(Path proc) {
  /// The state TCP_LISTEN between two others of the columns.
  private static final String LISTENS = " 0A ";

  private static final String NO_INODE = "0";
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F");

  /// The flag __SO_ACCEPTCON of a unix socket.
  private static final String ACCEPTS = "00010000";

  /// Addresses as the kernel of a little-endian machine prints them, those first that take a
  /// connection to 127.0.0.1 away from those after them.
  private static final List<Set<String>> REACHED =
      List.of(LOOPBACK, Set.of("00000000"), Set.of("0".repeat(32)));

  /// The inodes of the sockets that a connection to 127.0.0.1:`port` reaches: none, one, or several
  /// that share the port.
  Set<Long> listening(int port) throws IOException {
    List<String[]> listening = onPort(":" + hex(port));
    for (Set<String> addresses : REACHED) {
      Set<Long> inodes = new TreeSet<>();
      for (String[] row : listening) {
        if (addresses.contains(row[1].substring(0, row[1].indexOf(':')))) {
          inodes.add(Long.valueOf(row[9]));
        }
      }
      if (!inodes.isEmpty()) {
        return inodes;
      }
    }
    return Set.of();
  }

  /// The inodes of the sockets that listen at this path, from /proc/net/unix.
  Set<Long> listening(Path socket) throws IOException {
    Path table = proc.resolve("net/unix");
    Set<Long> inodes = new TreeSet<>();
    if (Files.exists(table)) {
      for (String[] row : rows(table)) {
        if (row.length > 7 && row[3].equals(ACCEPTS) && row[7].equals(socket.toString())) {
          inodes.add(Long.valueOf(row[6]));
        }
      }
    }
    return inodes;
  }

  /// Whether a connection from 127.0.0.1:`client` to 127.0.0.1:`port` belongs to a process at its
  /// far end. While it waits to be accepted it has no inode.
  boolean isAccepted(int port, int client) {
    return all().stream()
        .anyMatch(row ->
            isLoopback(row[1], port) && isLoopback(row[2], client) && !row[9].equals(NO_INODE));
  }

  private static boolean isLoopback(String address, int port) {
    return address.endsWith(":" + hex(port))
        && LOOPBACK.contains(address.substring(0, address.indexOf(':')));
  }

  private static String hex(int port) {
    return "%04X".formatted(port).toUpperCase(Locale.ROOT);
  }

  /// Sockets that listen come first (`tcp_seq_start` in Linux's net/ipv4/tcp_ipv4.c). To read on,
  /// and take apart thousands of connections, takes a busy host longer than all else of a check.
  private List<String[]> onPort(String port) throws IOException {
    List<String[]> found = new ArrayList<>();
    for (Path file : tables().toList()) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        String line = lines.readLine() == null ? null : lines.readLine();
        while (line != null && line.contains(LISTENS)) {
          String[] row = columns(line);
          if (row.length > 9 && row[1].endsWith(port)) {
            found.add(row);
          }
          line = lines.readLine();
        }
      }
    }
    return found;
  }

  private List<String[]> all() {
    return tables().flatMap(file -> rows(file).stream()).filter(row -> row.length > 9).toList();
  }

  private static List<String[]> rows(Path file) {
    try {
      return Files.readAllLines(file).stream().skip(1).map(SocketTable::columns).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Stream<Path> tables() {
    return Stream.of("net/tcp", "net/tcp6").map(proc::resolve).filter(Files::exists);
  }

  private static String[] columns(String line) {
    return line.strip().split("\\s+", -1);
  }
}
