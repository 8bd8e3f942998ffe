package slipway.deployer.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.deployer.health.PortOwners.Owner;

/// Against this machine's own /proc and a socket that really listens, where not said otherwise.
class PortOwnersTest {
  private static final Path PROC = Path.of("/proc");

  @TempDir Path directory;
  private final PortOwners owners = new PortOwners(PROC);

  @Test
  void aListenerIsFoundInItsControlGroup() throws Exception {
    for (String address : new String[] {"127.0.0.1", "0.0.0.0", "::"}) {
      try (ServerSocket socket = listen(address)) {
        int port = socket.getLocalPort();
        assertEquals(new Owner.Group(), owners.owner(port, ownGroup(), OneUnit.pid()), address);
        assertEquals(new Owner.Group(), owners.owner(port, ownGroup(), 0), address);
      }
    }
  }

  @Test
  void aListenerOfAnotherControlGroupIsNamed() throws Exception {
    try (ServerSocket socket = listen("127.0.0.1")) {
      Owner.Other other =
          assertInstanceOf(
              Owner.Other.class,
              owners.owner(socket.getLocalPort(), "/system.slice/web.service", OneUnit.pid()));
      assertEquals(OneUnit.pid(), other.holder().pid());
      assertEquals(Files.readString(PROC.resolve("self/comm")).strip(), other.holder().command());
    }
  }

  @Test
  void withoutAControlGroupEveryListenerIsAStranger() throws Exception {
    try (ServerSocket socket = listen("127.0.0.1")) {
      assertInstanceOf(Owner.Other.class, owners.owner(socket.getLocalPort(), "", 0));
    }
  }

  @Test
  void aPortThatNobodyListensOnIsNobodys() throws Exception {
    int port;
    try (ServerSocket socket = listen("127.0.0.1")) {
      port = socket.getLocalPort();
    }
    assertEquals(new Owner.Nobody(), owners.owner(port, ownGroup(), 0));
  }

  @Test
  void aListenerOnAnotherAddressDoesNotAnswerOnThisOne() throws Exception {
    try (ServerSocket socket = listen("127.0.0.2")) {
      assertEquals(new Owner.Nobody(), owners.owner(socket.getLocalPort(), ownGroup(), 0));
    }
  }

  @Test
  void aListenerWithoutAProcessIsUnseen() throws Exception {
    tcp("   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 99 1");
    assertEquals(new Owner.Unseen(), new PortOwners(directory).owner(8000, "/a", 0));
  }

  /// So that connections need not be read.
  @Test
  void theKernelTellsOfSocketsThatListenFirst() throws Exception {
    try (ServerSocket socket = listen("127.0.0.1");
        Socket connection = new Socket(socket.getInetAddress(), socket.getLocalPort())) {
      String client = ":%04X ".formatted(connection.getLocalPort());
      boolean found = false;
      for (String table : List.of("net/tcp", "net/tcp6")) {
        List<String> rows = Files.readAllLines(PROC.resolve(table));
        assertFalse(
            rows.stream()
                .skip(1)
                .dropWhile(row -> row.contains(" 0A "))
                .anyMatch(row -> row.contains(" 0A ")),
            rows::toString);
        found |= rows.stream().anyMatch(row -> row.contains(client));
      }
      assertTrue(found, "a connection is in one of them");
    }
  }

  @Test
  void anExactAddressTakesTheConnectionFromAWildcard() throws Exception {
    tcp(
        """
           0: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 11 1
           1: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 22 1
           2: 0100007F:1F40 0100007F:9999 01 00000000:00000000 00:00000000 00000000 0 0 33 1
        """);
    process(7, "wild", "/system.slice/wild.service", 11);
    process(8, "exact", "/system.slice/exact.service/worker", 22);
    assertEquals(
        new Owner.Group(), new PortOwners(directory).owner(8000, "/system.slice/exact.service", 0));
    assertEquals(
        "pid 8 (exact, in worker)",
        assertInstanceOf(
                Owner.Other.class,
                new PortOwners(directory).owner(8000, "/system.slice/wild.service", 7))
            .holder()
            .toString());
  }

  @Test
  void aSocketThatSystemdOpenedForTheServiceIsTheServices() throws Exception {
    tcp("   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 22 1");
    process(1, "systemd", "/init.scope", 22);
    process(8, "web", "/system.slice/web.service", 22);
    assertEquals(
        new Owner.Group(), new PortOwners(directory).owner(8000, "/system.slice/web.service", 0));
  }

  @Test
  void aGroupWhoseNameOnlyStartsAlikeIsAnother() {
    Holder holder = new Holder(1, "x", "/system.slice/web.service-2");
    assertEquals(false, holder.isIn("/system.slice/web.service"));
  }

  @Test
  void theControlGroupIsFoundInWhicheverHierarchySystemdUses() {
    assertEquals("/a", PortOwners.controlGroup("0::/a\n"));
    assertEquals("/a", PortOwners.controlGroup("5:cpu:/c\n1:name=systemd:/\n0::/a\n"));
    assertEquals("/a", PortOwners.controlGroup("5:cpu:/c\n1:name=systemd:/a\n0::/\n"));
    assertEquals("/a:b", PortOwners.controlGroup("0::/a:b\n"));
  }

  static String ownGroup() throws Exception {
    return PortOwners.controlGroup(Files.readString(PROC.resolve("self/cgroup")));
  }

  private static ServerSocket listen(String address) throws Exception {
    return new ServerSocket(0, 5, InetAddress.ofLiteral(address));
  }

  private void tcp(String rows) throws Exception {
    Files.createDirectories(directory.resolve("net"));
    Files.writeString(directory.resolve("net/tcp"), "  sl  local_address …\n" + rows + "\n");
  }

  private void process(int pid, String command, String group, int inode) throws Exception {
    Path process = directory.resolve(Integer.toString(pid));
    Files.createDirectories(process.resolve("fd"));
    Files.writeString(process.resolve("comm"), command + "\n");
    Files.writeString(process.resolve("cgroup"), "0::" + group + "\n");
    Files.createSymbolicLink(process.resolve("fd/3"), Path.of("socket:[" + inode + "]"));
  }
}
