package slipway.deployer.caddy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.Route;
import slipway.unit.HostileText;
import tools.jackson.databind.JsonNode;

class RouteJsonTest {
  private static final int ROUNDS = 1_000;

  @Test
  void aRouteLeadsToThisHostWhateverTheManifestSays() {
    Random random = new Random(HostileText.seed(RouteJsonTest.class));
    RouteJson json = new RouteJson("slipway", Path.of("/var/lib/slipway-deployer/standby"), true);
    for (int round = 0; round < ROUNDS; round++) {
      int port = 1 + random.nextInt(65_535);
      Route route =
          new Route(
              "web",
              HostileText.next(random),
              "/" + HostileText.next(random),
              port,
              random.nextBoolean() ? port % 65_535 + 1 : null,
              random.nextBoolean());

      JsonNode written = json.write(route);

      assertEquals(
          Stream.of(route.standbyPort(), Integer.valueOf(port))
              .filter(Objects::nonNull)
              .map(wanted -> "127.0.0.1:" + wanted)
              .toList(),
          written.findValuesAsString("dial"),
          route::toString);
      assertEquals(route, json.read("web", written));
    }
  }
}
