package slipway.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ServiceFileTest {
  private static final StorePath PATH = new StorePath("0".repeat(32), "web");

  private static ServiceReading read(String document) {
    return ManifestReader.readService(document.getBytes(UTF_8));
  }

  private static ObjectNode entry(String document) {
    return assertInstanceOf(ServiceReading.Valid.class, read(document)).entry();
  }

  private static List<String> problems(String document) {
    return assertInstanceOf(ServiceReading.Invalid.class, read(document)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void aFileMayLeaveNameAndArtifactToThePush() {
    ObjectNode entry =
        entry("{\"x-owner\": \"ops\", \"hosts\": [\"one\"], \"exec\": {\"command\": \"web\"}}");
    assertEquals(
        "{\"name\":\"web\",\"artifact\":{\"type\":\"nix-closure\",\"storePath\":\"%s\"},"
                .formatted(PATH)
            + "\"x-owner\":\"ops\",\"hosts\":[\"one\"],\"exec\":{\"command\":\"web\"}}",
        ServiceJson.withArtifact(entry, "web", PATH).toString());
  }

  @Test
  void aPushReplacesTheArtifactOfTheFile() {
    String old = new StorePath("1".repeat(32), "web").toString();
    ObjectNode entry =
        entry(
            "{\"artifact\": {\"type\": \"nix-closure\", \"storePath\": \"%s\"}, \"hosts\": [\"one\"], \"exec\": {\"command\": \"web\"}}"
                .formatted(old));
    ObjectNode complete = ServiceJson.withArtifact(entry, "web", PATH);
    assertEquals(PATH.toString(), complete.at("/artifact/storePath").stringValue());
    assertEquals(old, entry.at("/artifact/storePath").stringValue());
  }

  @Test
  void pointersStartAtTheFile() {
    assertEquals(
        List.of(
            "/exec/comand: unknown field; did you mean \"command\"?",
            "the document: the field \"hosts\" is missing"),
        problems("{\"exec\": {\"command\": \"web\", \"comand\": \"x\"}}"));
  }

  @Test
  void rulesBetweenFieldsHoldInAFileToo() {
    assertEquals(
        List.of(
            "/health/path: found a path without a port, wanted health.port or http.internalPort"),
        problems(
            "{\"hosts\": [\"one\"], \"exec\": {\"command\": \"web\"}, \"health\": {\"path\": \"/\"}}"));
  }

  @Test
  void aWholeManifestIsNoServiceFile() {
    assertEquals(
        List.of("/generation", "/services", "/version"),
        assertInstanceOf(
                ServiceReading.Invalid.class,
                ManifestReader.readService(Documents.bytes("golden/empty.json")))
            .problems()
            .stream()
            .map(Problem::pointer)
            .filter(pointer -> !pointer.isEmpty())
            .sorted()
            .toList());
    assertEquals(List.of("the document: found a list, wanted an object in { }"), problems("[]"));
  }

  @Test
  void aFileMadeOfProblemsTellsTheFirstHundred() {
    List<String> problems =
        problems("{\"hosts\": [\"one\"], \"exec\": {\"args\": [" + "1,".repeat(900) + "1]}}");
    assertEquals(101, problems.size());
    assertEquals("/exec/args/0: found a number, wanted a text in quotes", problems.getFirst());
    assertEquals("the document: only the first 100 problems are told", problems.getLast());
  }
}
