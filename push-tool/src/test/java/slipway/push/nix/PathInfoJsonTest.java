package slipway.push.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipway.manifest.StorePath;

/// What `nix path-info --json` of different versions says.
class PathInfoJsonTest {
  private static final StorePath WEB = TestCache.path('1');
  private static final StorePath LIBRARY = TestCache.path('2');
  private static final String PATH = "/nix/store/11111111111111111111111111111111-1";
  private static final String REFERENCES =
      "[\"/nix/store/22222222222222222222222222222222-2\", \"" + PATH + "\"]";

  @Test
  void aListAndAnObjectAreRead() {
    String rest = "\"narSize\":1234,\"references\":" + REFERENCES + ",\"signatures\":[\"a-1:b\"]";
    String list =
        """
        [{"path":"%s","narHash":"sha256:0abc","registrationTime":1,"valid":true,
          "deriver":"/nix/store/33333333333333333333333333333333-3.drv",%s}]
        """
            .formatted(PATH, rest);
    String object =
        """
        {"%s":{"narHash":"sha256:0abc","ca":null,"ultimate":true,
          "deriver":"/nix/store/33333333333333333333333333333333-3.drv",%s}}
        """
            .formatted(PATH, rest);
    PathInfo info =
        new PathInfo(
            WEB,
            "sha256:0abc",
            1234,
            new TreeSet<>(List.of(WEB, LIBRARY)),
            Optional.of("33333333333333333333333333333333-3.drv"),
            Optional.empty(),
            List.of("a-1:b"));
    assertEquals(Map.of(WEB, info), PathInfoJson.parse(list));
    assertEquals(Map.of(WEB, info), PathInfoJson.parse(object));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "[{\"path\":\"@\"}]",
        "{\"@\":null}",
        "{\"@\":{\"narHash\":{\"hash\":\"x\"},\"narSize\":1,\"references\":[]}}",
        "{\"@\":{\"narHash\":\"x\",\"narSize\":\"1\",\"references\":[]}}",
        "{\"@\":{\"narHash\":\"x\",\"narSize\":1}}",
        "{\"@\":{\"narHash\":\"x\",\"narSize\":1,\"references\":[\"a-b\"]}}",
        "{\"@\":{\"narHash\":\"x\",\"narSize\":1,\"references\":[],\"ca\":{\"method\":\"nar\"}}}",
        "{\"@\":{\"narHash\":\"x\",\"narSize\":1,\"references\":[],\"signatures\":[{}]}}",
        "{\"@\":{\"narHash\":\"x\",\"narSize\":1,\"references\":[],\"deriver\":\"x.drv\"}}",
        "{\"@\":{\"narHash\":\"x\",\"narSize\":1,\"references\":[],\"ca\":\"a\\nURL: b\"}}",
        "{\"version\":2,\"info\":{\"11111111111111111111111111111111-1\":{\"narSize\":1}}}"
      })
  void whatIsSaidInAnyOtherWayIsLeftOut(String text) {
    assertEquals(Map.of(), PathInfoJson.parse(text.replace("@", PATH)));
  }
}
