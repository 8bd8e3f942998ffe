package slipway.deployer.caddy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:2019", "http://localhost:2019/", "localhost:2019"})
  void anAddressOverTcp(String text) {
    assertEquals("http://localhost:2019", AdminAddress.parse(text).toString());
  }

  @Test
  void anAddressOfIpv6KeepsItsBrackets() {
    assertEquals("http://[::1]:2019", AdminAddress.parse("http://[::1]:2019").toString());
  }

  @Test
  void aUnixSocketWithOrWithoutTheModeThatCaddyGivesIt() {
    AdminAddress socket = new AdminAddress.Unix(Path.of("/run/caddy/admin.sock"));
    assertEquals(socket, AdminAddress.parse("unix//run/caddy/admin.sock"));
    assertEquals(socket, AdminAddress.parse("unix//run/caddy/admin.sock|0660"));
    assertEquals("unix//run/caddy/admin.sock", socket.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "https://localhost:2019", "http://localhost:2019/config", "http://u:p@h:1"})
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> AdminAddress.parse(text));
  }
}
