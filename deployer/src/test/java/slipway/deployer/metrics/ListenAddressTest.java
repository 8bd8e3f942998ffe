package slipway.deployer.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenAddressTest {
  @Test
  void thisHostAloneIsListenedTo() {
    assertEquals(new ListenAddress.Tcp("127.0.0.1", 19080), ListenAddress.parse("127.0.0.1:19080"));
    assertEquals(new ListenAddress.Tcp("127.0.0.1", 19080), ListenAddress.parse("localhost:19080"));
    assertEquals(new ListenAddress.Tcp("[::1]", 1), ListenAddress.parse("[::1]:1"));
    assertEquals(new ListenAddress.Tcp("127.1.2.3", 65535), ListenAddress.parse("127.1.2.3:65535"));
    assertEquals(
        new ListenAddress.Unix(Path.of("/run/slipway-metrics/metrics.sock")),
        ListenAddress.parse("unix//run/slipway-metrics/metrics.sock"));
  }

  @Test
  void anythingElseIsRefusedWithTheReason() {
    for (String text :
        List.of(
            "0.0.0.0:19080",
            ":19080",
            "[::]:19080",
            "10.0.0.1:19080",
            "127.0.0.1",
            "127.0.0.1:0",
            "127.0.0.1:65536",
            "127.0.0.999:80",
            "127.0.0.1.example.com:80",
            "http://127.0.0.1:80")) {
      IllegalArgumentException no =
          assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse(text), text);
      assertTrue(no.getMessage().contains("only this host is answered"), no::toString);
    }
  }

  @Test
  void aPathThatNoSocketCanHaveIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> ListenAddress.parse("unix//" + "x".repeat(110)));
  }
}
