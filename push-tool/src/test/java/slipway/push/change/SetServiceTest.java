package slipway.push.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import slipway.manifest.NixSecretKey;
import slipway.manifest.Stamp;
import slipway.manifest.StorePath;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SetServiceTest {
  private static final StorePath ONE = StorePath.of("/nix/store/" + "1".repeat(32) + "-web");
  private static final StorePath TWO = StorePath.of("/nix/store/" + "2".repeat(32) + "-web");
  private static final Stamp NEXT = new Stamp(Instant.parse("2026-01-01T00:00:01Z"), "me");
  private static final NixSecretKey KEY = NixSecretKey.generate("k-1");

  @Test
  void withoutAFileTheEntryIsKeptAsItIsWritten() throws Exception {
    JsonNode entry =
        applied(new SetService("web", TWO, null, "r2"), entry("'x-team':'blue','revision':'r1',"));
    assertEquals("blue", entry.path("x-team").asString());
    assertEquals(TWO.toString(), entry.at("/artifact/storePath").asString());
    assertEquals("r2", entry.path("revision").asString());
  }

  @Test
  void anUnknownRevisionIsBetterThanTheOneOfTheReleaseBefore() throws Exception {
    JsonNode entry = applied(new SetService("web", TWO, null, null), entry("'revision':'r1',"));
    assertEquals(false, entry.has("revision"));
  }

  @Test
  void theSameReleaseWithoutANewRevisionIsUnchanged() throws Exception {
    assertInstanceOf(
        ManifestChange.Edit.Unchanged.class,
        new SetService("web", ONE, null, null)
            .apply(Optional.of(manifest(entry("'revision':'r1',"))), NEXT));
  }

  @Test
  void aFileReplacesTheEntryAndNeedsNoName() throws Exception {
    JsonNode entry =
        applied(
            new SetService("web", ONE, json("{'hosts':['b'],'exec':{'command':'w'}}"), null),
            entry("'x-team':'blue','revision':'r1',"));
    assertEquals("web", entry.path("name").asString());
    assertEquals("b", entry.at("/hosts/0").asString());
    assertEquals(false, entry.has("x-team") || entry.has("revision"));
  }

  @Test
  void aServiceThatIsNotThereNeedsAFile() {
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                new SetService("api", ONE, null, null)
                    .apply(Optional.of(manifest(entry(""))), NEXT));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(Failure.text(failure).contains("it has web"), Failure.text(failure));
    assertTrue(Failure.text(failure).contains("slipway push api PATH -f"), Failure.text(failure));
  }

  @Test
  void aMissingManifestIsNotReplacedByOneService() {
    Failure failure =
        assertThrows(
            Failure.class,
            () -> new SetService("web", ONE, null, null).apply(Optional.empty(), NEXT));
    assertTrue(Failure.text(failure).contains("slipway init"));
  }

  private static JsonNode applied(SetService change, String before) throws Exception {
    ManifestChange.Edit edit = change.apply(Optional.of(manifest(before)), NEXT);
    byte[] after = assertInstanceOf(ManifestChange.Edit.Next.class, edit).manifest();
    return JsonMapper.shared().readTree(after).at("/services/0");
  }

  private static String entry(String more) {
    return "{'name':'web',"
        + more
        + "'artifact':{'type':'nix-closure','storePath':'"
        + ONE
        + "'},'hosts':['a'],'exec':{'command':'web'}}";
  }

  private static VerifiedManifest manifest(String services) throws Failure {
    byte[] bytes =
        ("{'version':1,'generation':'2026-01-01T00:00:00Z','services':[" + services + "]}")
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);
    Signing signing = new Signing(KEY, List.of());
    return signing.verify(new StoredManifest("manifest.json", bytes, "e", signing.sign(bytes)));
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
