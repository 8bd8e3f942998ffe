package slipway.push.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import slipway.manifest.NixSecretKey;
import slipway.manifest.Stamp;
import slipway.push.outcome.Failure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SetServicesTest {
  private static final Stamp NEXT = new Stamp(Instant.parse("2026-01-01T00:00:01Z"), "me");
  private static final NixSecretKey KEY = NixSecretKey.generate("k-1");

  @Test
  void aFileWithoutAnArtifactKeepsWhatTheManifestHasByNow() throws Exception {
    SetServices change = change(false, wanted("web", ""));
    for (String path : List.of("1", "2")) {
      JsonNode after = applied(change, entry("web", path, "'revision':'r',"));
      assertEquals(store(path), after.at("/services/0/artifact/storePath").asString());
      assertEquals("r", after.at("/services/0/revision").asString());
    }
  }

  @Test
  void aNewRevisionDoesNotRestartWhatStayedTheSame() throws Exception {
    assertInstanceOf(
        ManifestChange.Edit.Unchanged.class,
        change(false, wanted("web", artifact("1")))
            .apply(
                Optional.of(manifest(entry("web", "1", "'revision':'old',").replace("'b'", "'a'"))),
                NEXT));
    JsonNode moved =
        applied(
            change(false, wanted("web", artifact("2"))), entry("web", "1", "'revision':'old',"));
    assertEquals("new", moved.at("/services/0/revision").asString());
    JsonNode said =
        applied(change(false, wanted("web", "'revision':'own',")), entry("web", "1", ""));
    assertEquals("own", said.at("/services/0/revision").asString());
  }

  @Test
  void whatAColleagueAddedStaysAndWhatTheyDidToOursIsSetAgain() throws Exception {
    SetServices change = change(false, wanted("web", artifact("2")));
    JsonNode after = applied(change, entry("web", "9", ""), entry("theirs", "3", ""));
    assertEquals(store("2"), after.at("/services/0/artifact/storePath").asString());
    assertEquals("theirs", after.at("/services/1/name").asString());
    assertEquals(true, change.holdsAfterAnotherPush());
  }

  @Test
  void pruneLeavesWhatTheFolderHasInItsPlace() throws Exception {
    JsonNode after =
        applied(
            change(true, wanted("new", artifact("4")), wanted("web", "")),
            entry("old", "1", ""),
            entry("web", "2", ""),
            entry("older", "3", ""));
    assertEquals(
        List.of("web", "new"),
        after.at("/services").valueStream().map(each -> each.path("name").asString()).toList());
  }

  @Test
  void twoServicesCanTradeWhatOnlyOneMayHave() throws Exception {
    String first = "'http':{'domain':'x.org','internalPort':81},";
    String second = "'http':{'domain':'y.org','internalPort':82},";
    JsonNode after =
        applied(
            change(false, wanted("web", second), wanted("api", first)),
            entry("web", "1", first),
            entry("api", "2", second));
    assertEquals("y.org", after.at("/services/0/http/domain").asString());
    assertEquals("x.org", after.at("/services/1/http/domain").asString());
  }

  private static SetServices change(boolean prune, WantedService... wanted) {
    return new SetServices(List.of(wanted), prune, "new");
  }

  private static WantedService wanted(String name, String more) {
    String text = "{" + more + "'hosts':['a'],'exec':{'command':'x'}}";
    ObjectNode entry = (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    return new WantedService(name + ".json", name, entry);
  }

  private static JsonNode applied(SetServices change, String... before) throws Exception {
    ManifestChange.Edit edit = change.apply(Optional.of(manifest(String.join(",", before))), NEXT);
    return JsonMapper.shared()
        .readTree(assertInstanceOf(ManifestChange.Edit.Next.class, edit).manifest());
  }

  private static String entry(String name, String path, String more) {
    return "{'name':'"
        + name
        + "',"
        + more
        + artifact(path)
        + "'hosts':['b'],'exec':{'command':'x'}}";
  }

  private static String artifact(String path) {
    return "'artifact':{'type':'nix-closure','storePath':'" + store(path) + "'},";
  }

  private static String store(String digit) {
    return "/nix/store/" + digit.repeat(32) + "-x";
  }

  private static VerifiedManifest manifest(String services) throws Failure {
    byte[] bytes =
        ("{'version':1,'generation':'2026-01-01T00:00:00Z','services':[" + services + "]}")
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);
    Signing signing = new Signing(KEY, new ArrayList<>());
    return signing.verify(new StoredManifest("manifest.json", bytes, "e", signing.sign(bytes)));
  }
}
