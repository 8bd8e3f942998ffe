package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Example;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Http.Answer;

@OnFleet
class TwoHostsExampleTest {
  @Test
  void theExampleOnTwoHostsRunsOnBoth(Project project) {
    Example example =
        Example.of("two-hosts")
            .called(project.name("a"))
            .on("one", "two")
            .at(project.domain("a"), project.port("a"));
    String path = project.ground().closures().build(example.command(), "1", Kind.WEB);
    example.entry().putObject("artifact").put("type", "nix-closure").put("storePath", path);
    project.follow("one", "two");
    project.desk().push(0, example.entry(), "--wait");
    for (String host : List.of("one", "two")) {
      assertEquals(new Answer(200, "two-hosts 1"), project.host(host).visit("a"), host);
    }
  }
}
