package slipway.deployer.caddy;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    RouteJson json = new RouteJson("slipway");
    for (int round = 0; round < ROUNDS; round++) {
      int port = 1 + random.nextInt(65_535);
      Route route =
          new Route(
              "web",
              HostileText.next(random),
              "/" + HostileText.next(random),
              port,
              random.nextBoolean());

      JsonNode written = json.write(route);

      assertEquals(
          Stream.of("127.0.0.1:" + port).toList(),
          written.findValuesAsString("dial"),
          route::toString);
    }
  }
}
