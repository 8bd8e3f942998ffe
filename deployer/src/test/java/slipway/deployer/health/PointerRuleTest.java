package slipway.deployer.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.unit.ServiceBuilder;

/// Against this machine's own /proc; this process stands for Caddy.
class PointerRuleTest {
  private static final Path PROC = Path.of("/proc");

  @TempDir Path directory;
  private Path standby = Path.of("/");

  @BeforeEach
  void everybodyMayLookIntoTheDirectory() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    standby = Files.createDirectory(directory.resolve("standby"));
  }

  @Test
  void aProxyThatSeesTheFilesIsFine() throws Exception {
    try (ServerSocket admin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(Optional.empty(), objection(PROC, admin, "web@8000.service"));
    }
  }

  @Test
  void aProxyInAnotherRootIsNamedWithWhatToDo() throws Exception {
    Path proc = directory.resolve("proc");
    Path root = proc.resolve(Long.toString(ProcessHandle.current().pid())).resolve("root");
    Files.createDirectories(root.resolve(standby.toString().substring(1)));
    try (ServerSocket admin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String objection = objection(proc, admin, "web@8000.service").orElseThrow();
      assertTrue(objection.contains("sees another " + standby), objection);
      assertEquals(Optional.empty(), objection(proc, admin, "web.service"), "one instance only");
    }
  }

  @Test
  void aDirectoryThatIsClosedToOthersIsNamedWithWhatToDo() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    try (ServerSocket admin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String objection = objection(PROC, admin, "web@8000.service").orElseThrow();
      assertTrue(objection.endsWith("run `chmod o+x " + directory + "`"), objection);
    }
  }

  @Test
  void aProxyOnAUnixSocketIsFound() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    Path socket = directory.resolve("admin.sock");
    try (ServerSocketChannel admin = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      admin.bind(UnixDomainSocketAddress.of(socket));
      assertTrue(objection(PROC, new ProxyAdmin.Unix(socket), "web@8000.service").isPresent());
    }
  }

  @Test
  void aProxyThatDoesNotRunIsNoReasonToWait() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    int port;
    try (ServerSocket admin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = admin.getLocalPort();
    }
    assertEquals(Optional.empty(), objection(PROC, new ProxyAdmin.Tcp(port), "web@8000.service"));
  }

  private Optional<String> objection(Path proc, ServerSocket admin, String unit) {
    return objection(proc, new ProxyAdmin.Tcp(admin.getLocalPort()), unit);
  }

  private Optional<String> objection(Path proc, ProxyAdmin admin, String unit) {
    return new PointerRule(proc, new PortOwners(PROC), admin, standby)
        .objection(new ServiceBuilder("web").build(), unit);
  }
}
