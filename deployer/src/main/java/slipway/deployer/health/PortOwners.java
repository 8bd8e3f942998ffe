package slipway.deployer.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which processes listen on the ports of this host's loopback.
public final class PortOwners {
  private static final Pattern PID = Pattern.compile("[0-9]{1,10}");

  private final Path proc;
  private final SocketTable sockets;

  /// @param proc `/proc` but in tests
  public PortOwners(Path proc) {
    this.proc = proc;
    this.sockets = new SocketTable(proc);
  }

  /// Who answers on 127.0.0.1:port.
  sealed interface Owner {
    record Nobody() implements Owner {}

    /// Processes of the control group that was asked about, or such that share the socket with it.
    record Group() implements Owner {}

    record Other(Holder holder) implements Owner {}

    /// A process that is not in this host's /proc, as one in a container.
    record Unseen() implements Owner {}
  }

  boolean isTaken(int port) {
    try {
      return !sockets.listening(port).isEmpty();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + proc, broken);
    }
  }

  /// @param group the control group that should own it, empty for none
  /// @param likely the process that probably holds it, which saves looking at all others; 0 where
  ///   none is known
  Owner owner(int port, String group, int likely) {
    try {
      return owner(sockets.listening(port), group, likely);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + proc, broken);
    }
  }

  /// The process that listens for the proxy's administrator, where there is one and it shows.
  Optional<Holder> holder(ProxyAdmin admin) {
    try {
      Set<Long> inodes =
          switch (admin) {
            case ProxyAdmin.Tcp(int port) -> sockets.listening(port);
            case ProxyAdmin.Unix(Path socket) -> sockets.listening(socket);
          };
      return owner(inodes, "", 0) instanceof Owner.Other(Holder holder)
          ? Optional.of(holder)
          : Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + proc, broken);
    }
  }

  private Owner owner(Set<Long> listening, String group, int likely) throws IOException {
    Set<Long> inodes = new HashSet<>(listening);
    if (inodes.isEmpty()) {
      return new Owner.Nobody();
    }
    Optional<Holder> other = Optional.empty();
    if (likely > 0) {
      inodes.removeAll(heldWithin(likely, group, inodes));
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, PortOwners::isPid)) {
      for (Path process : processes) {
        if (inodes.isEmpty()) {
          break;
        }
        int pid = Integer.parseInt(String.valueOf(process.getFileName()));
        Set<Long> held = held(pid, inodes);
        if (!held.isEmpty()) {
          Optional<Holder> holder = holder(pid);
          if (holder.isPresent() && holder.get().isIn(group)) {
            inodes.removeAll(held);
          } else if (holder.isPresent()) {
            other = holder;
          }
        }
      }
    }
    return inodes.isEmpty()
        ? new Owner.Group()
        : other.<Owner>map(Owner.Other::new).orElseGet(Owner.Unseen::new);
  }

  private Set<Long> heldWithin(int pid, String group, Set<Long> inodes) {
    return holder(pid).filter(holder -> holder.isIn(group)).isPresent()
        ? held(pid, inodes)
        : Set.of();
  }

  private Set<Long> held(int pid, Set<Long> inodes) {
    Set<Long> held = new HashSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(proc.resolve(Integer.toString(pid)).resolve("fd"))) {
      for (Path file : files) {
        String target = target(file);
        for (Long inode : inodes) {
          if (target.equals("socket:[" + inode + "]")) {
            held.add(inode);
          }
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // The process ended while it was looked at.
    }
    return held;
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException _) {
      return ""; // closed since it was listed
    }
  }

  private Optional<Holder> holder(int pid) {
    Path process = proc.resolve(Integer.toString(pid));
    try {
      return Optional.of(
          new Holder(
              pid,
              Files.readString(process.resolve("comm")).strip(),
              controlGroup(Files.readString(process.resolve("cgroup")))));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// From cgroup(7): the unified hierarchy, else systemd's own. Where both are mounted, one of them
  /// may hold every process in its root.
  static String controlGroup(String cgroup) {
    String unified = "";
    String named = "";
    for (String line : cgroup.lines().toList()) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[0].equals("0")) {
        unified = parts[2];
      } else if (parts.length == 3 && parts[1].equals("name=systemd")) {
        named = parts[2];
      }
    }
    return unified.isEmpty() || unified.equals("/") ? named : unified;
  }

  private static boolean isPid(Path entry) {
    return PID.matcher(String.valueOf(entry.getFileName())).matches();
  }
}
