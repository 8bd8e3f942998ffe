package slipway.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ManifestEditsTest {
  private static final Stamp LATER = new Stamp(Instant.parse("2030-01-01T00:00:00.001Z"), "me");
  private static final Freeze FREEZE =
      new Freeze("audit", "you", Instant.parse("2029-12-31T00:00:00Z"));
  private static final byte[] MANIFEST =
      """
      {
        "x-first": 1.50,
        "services": [
          {
            "x-note": "keep",
            "name": "b",
            "systemd": {
              "restartSec": 5
            },
            "hosts": [
              "one"
            ],
            "exec": {
              "command": "b"
            },
            "artifact": {
              "storePath": "/nix/store/00000000000000000000000000000000-b",
              "type": "nix-closure"
            }
          },
          {
            "name": "a",
            "artifact": {
              "type": "nix-closure",
              "storePath": "/nix/store/00000000000000000000000000000000-a"
            },
            "hosts": [
              "one"
            ],
            "exec": {
              "command": "a"
            }
          }
        ],
        "generation": "2025-01-15T12:34:56Z",
        "x-last": {
          "z": null,
          "a": "ü"
        },
        "version": 1
      }
      """
          .getBytes(UTF_8);

  private static ObjectNode entry(String name, String more) {
    return (ObjectNode)
        Documents.json(
            """
            {"name": "%s", "artifact": {"type": "nix-closure",
             "storePath": "/nix/store/11111111111111111111111111111111-new"},
             "hosts": ["one"], "exec": {"command": "new"}%s}\
            """
                .formatted(name, more));
  }

  private static byte[] done(Edited edited) {
    return switch (edited) {
      case Edited.Done(byte[] manifest) -> manifest;
      case Edited.Refused(List<Problem> problems) -> throw new AssertionError(problems);
    };
  }

  private static List<String> refused(Edited edited) {
    return assertInstanceOf(Edited.Refused.class, edited).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  private static List<String> names(byte[] manifest) {
    return Documents.valid(ManifestReader.read(manifest)).services().stream()
        .map(Service::name)
        .toList();
  }

  @Test
  void aReissueChangesTheGenerationAndWhoPushedAndNothingElse() {
    assertEquals(
        new String(MANIFEST, UTF_8)
            .replace(
                "\"2025-01-15T12:34:56Z\"",
                "\"2030-01-01T00:00:00.001Z\",\n  \"pushedBy\": \"me\""),
        new String(done(ManifestEdits.reissued(MANIFEST, LATER)), UTF_8));
  }

  @Test
  void addingAServiceAndRemovingItGivesTheSameBytes() {
    byte[] added = done(ManifestEdits.withService(MANIFEST, entry("c", ""), LATER));
    assertEquals(List.of("b", "a", "c"), names(added));
    assertArrayEquals(
        done(ManifestEdits.reissued(MANIFEST, LATER)),
        done(ManifestEdits.withoutService(added, "c", LATER)));
  }

  @Test
  void aServiceIsReplacedInItsPlaceWithItsOwnKeys() {
    byte[] replaced =
        done(ManifestEdits.withService(MANIFEST, entry("b", ", \"x-mine\": [1]"), LATER));
    assertEquals(List.of("b", "a"), names(replaced));
    ObjectNode tree = (ObjectNode) Documents.json(new String(replaced, UTF_8));
    assertEquals("[1]", tree.at("/services/0/x-mine").toString());
    assertEquals("1.50", tree.at("/x-first").toString());
    assertEquals(
        tree.at("/services/1"), Documents.json(new String(MANIFEST, UTF_8)).at("/services/1"));
  }

  @Test
  void theFirstManifestTakesItsFirstService() {
    byte[] empty = ManifestEdits.empty(new Stamp(Instant.parse("2025-01-15T12:34:56Z"), "first"));
    assertEquals(
        """
        {
          "version": 1,
          "generation": "2025-01-15T12:34:56Z",
          "pushedBy": "first",
          "services": []
        }
        """,
        new String(empty, UTF_8));
    assertEquals(
        List.of("c"), names(done(ManifestEdits.withService(empty, entry("c", ""), LATER))));
  }

  @Test
  void anUnknownServiceIsRefusedWithTheKnownOnes() {
    assertEquals(
        List.of("/services: no service is named \"web\"; there are \"a\", \"b\""),
        refused(ManifestEdits.withoutService(MANIFEST, "web", LATER)));
    assertEquals(
        List.of("/services: no service is named \"a\"; there is none yet"),
        refused(ManifestEdits.withoutService(ManifestEdits.empty(LATER), "a", LATER)));
  }

  @Test
  void anEntryThatDoesNotFitIsRefused() {
    assertEquals(
        List.of("/services/2/exec: the field \"command\" is missing"),
        refused(
            ManifestEdits.withService(
                MANIFEST, entry("c", "").set("exec", Documents.json("{}")), LATER)));
  }

  @Test
  void aDocumentThatIsNoManifestIsRefused() {
    assertEquals(
        List.of("the document: empty, wanted a JSON object"),
        refused(ManifestEdits.reissued(new byte[0], LATER)));
    assertEquals(
        List.of("the document: found a list, wanted an object in { }"),
        refused(ManifestEdits.reissued("[]".getBytes(UTF_8), LATER)));
    assertEquals(
        List.of("/version: found 2, wanted 1; a newer slipway wrote this manifest, or it is none"),
        refused(
            ManifestEdits.reissued(
                new String(MANIFEST, UTF_8)
                    .replace("\"version\": 1", "\"version\": 2")
                    .getBytes(UTF_8),
                LATER)));
  }

  @Test
  void aBrokenEntryMayBeReplacedByAGoodOne() {
    byte[] broken = new String(MANIFEST, UTF_8).replace("\"b\"\n", "7\n").getBytes(UTF_8);
    assertEquals(
        List.of("b", "a"), names(done(ManifestEdits.withService(broken, entry("b", ""), LATER))));
  }

  @Test
  void aFreezeStaysThroughEditsAndEndsWithItsOwn() {
    byte[] frozen = done(ManifestEdits.frozen(MANIFEST, FREEZE, LATER));
    byte[] edited = done(ManifestEdits.withService(frozen, entry("c", ""), LATER));
    assertEquals(FREEZE, Documents.valid(ManifestReader.read(edited)).freeze());
    assertArrayEquals(
        done(ManifestEdits.reissued(MANIFEST, LATER)), done(ManifestEdits.unfrozen(frozen, LATER)));
  }

  @Test
  void aReissueBringsBackNeitherTheFreezeNorWhoPushedThen() {
    Stamp then = new Stamp(Instant.parse("2029-12-31T00:00:00Z"), "you");
    byte[] frozen = done(ManifestEdits.frozen(MANIFEST, FREEZE, then));
    assertArrayEquals(
        done(ManifestEdits.reissued(MANIFEST, LATER)), done(ManifestEdits.reissued(frozen, LATER)));
  }

  @Test
  void aSecondFreezeTakesThePlaceOfTheFirst() {
    Freeze second = new Freeze("again", "me", LATER.generation());
    byte[] frozen = done(ManifestEdits.frozen(MANIFEST, FREEZE, LATER));
    assertArrayEquals(
        done(ManifestEdits.frozen(MANIFEST, second, LATER)),
        done(ManifestEdits.frozen(frozen, second, LATER)));
  }
}
