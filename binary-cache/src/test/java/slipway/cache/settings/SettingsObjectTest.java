package slipway.cache.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsObjectTest {
  @Test
  void everyKindOfValueIsRead() {
    SettingsObject settings =
        root(
            """
            {"name": "a", "count": 7, "on": true, "mode": "fast", "list": ["x", "y"],
             "where": "https://example.com", "path": "/var/lib/x", "inner": {"deep": "b"}}
            """);
    assertEquals("a", settings.string("name"));
    assertEquals(7, settings.integer("count", 1, 9, 3));
    assertTrue(settings.bool("on", false));
    assertEquals("fast", settings.choice("mode", List.of("slow", "fast"), "slow"));
    assertEquals(List.of("x", "y"), settings.strings("list"));
    assertEquals(Optional.of(URI.create("https://example.com")), settings.uri("where"));
    assertEquals(Path.of("/var/lib/x"), settings.absolutePath("path"));
    assertEquals("b", settings.object("inner").string("deep"));
    assertProblems(settings);
  }

  @Test
  void whatIsAbsentHasItsDefault() {
    SettingsObject settings = root("{}");
    assertEquals("z", settings.string("name", "z"));
    assertEquals(3, settings.integer("count", 1, 9, 3));
    assertTrue(settings.bool("on", true));
    assertEquals("slow", settings.choice("mode", List.of("slow", "fast"), "slow"));
    assertEquals(List.of(), settings.strings("list"));
    assertEquals(Optional.empty(), settings.uri("where"));
    assertEquals(Path.of("/x"), settings.absolutePath("path", Path.of("/x")));
    assertEquals(Optional.empty(), settings.optionalObject("inner"));
    assertEquals(Optional.empty(), settings.optionalString("other"));
    assertProblems(settings);
  }

  @Test
  void everyProblemIsToldAtOnce() {
    SettingsObject settings =
        root("{\"nam\": 1, \"count\": 10, \"inner\": {\"deep\": false, \"extra\": 1}}");
    settings.string("name");
    settings.integer("count", 1, 9, 3);
    settings.object("inner").string("deep");
    settings.object("outer").string("unreported");
    assertProblems(
        settings,
        "s.json: /name: missing; wanted a string",
        "s.json: /count: found 10; wanted a whole number from 1 to 9",
        "s.json: /inner/deep: found false; wanted a string with at least one character",
        "s.json: /outer: missing; wanted an object",
        "s.json: /nam: unknown key; did you mean \"name\"?",
        "s.json: /inner/extra: unknown key; known here: deep");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      value = {
        "{\"v\": \"\"}, found \"\"; wanted a string with at least one character",
        "{\"v\": null}, found null; wanted a string with at least one character",
        "{\"v\": 1}, found 1; wanted a string with at least one character",
      })
  void aStringIsAString(String json, String problem) {
    SettingsObject settings = root(json);
    settings.string("v");
    assertProblems(settings, "s.json: /v: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      value = {"1.5", "\"5\"", "0", "10", "99999999999", "null"})
  void aNumberIsAWholeNumberWithinBounds(String value) {
    SettingsObject settings = root("{\"v\": " + value + "}");
    assertEquals(3, settings.integer("v", 1, 9, 3));
    assertProblems(settings, "s.json: /v: found " + value + "; wanted a whole number from 1 to 9");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      value = {"\"relative\"", "\"/a/../b\"", "\"\"", "\"/a\\u0000b\"", "\"~/x\"", "5"})
  void aPathIsAbsolute(String value) {
    SettingsObject settings = root("{\"v\": " + value + "}");
    settings.absolutePath("v");
    assertProblems(
        settings, "s.json: /v: found " + value + "; wanted an absolute path without \"..\"");
  }

  @Test
  void aListHoldsOnlyStrings() {
    SettingsObject settings = root("{\"v\": [\"a\", 1]}");
    settings.strings("v");
    assertProblems(settings, "s.json: /v: found [\"a\",1]; wanted a list of strings");
  }

  @Test
  void aUriHasAScheme() {
    SettingsObject settings = root("{\"v\": \"example.com\", \"w\": \"a b\"}");
    settings.uri("v");
    settings.uri("w");
    String problem = "not a URI with a scheme, such as https://s3.example.com";
    assertProblems(settings, "s.json: /v: " + problem, "s.json: /w: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "{\"a\": 1, \"a\": 2} | not JSON at line 1, column",
        "{\"a\": 1} x | not JSON at line 1, column",
        "{\"a\": | not JSON at line 1, column",
        "[1] | not a JSON object",
        "^^ | is empty; wanted a JSON object",
      })
  void whatIsNoJsonObjectIsTheOnlyProblem(String json, String problem) {
    SettingsObject settings = root(json);
    settings.string("name");
    settings.object("inner").string("deep");
    settings.finish();
    assertEquals(1, settings.problems().size(), settings.problems().toString());
    assertTrue(
        settings.problems().getFirst().startsWith("s.json: " + problem),
        settings.problems().toString());
  }

  private static SettingsObject root(String json) {
    return SettingsObject.root(json.getBytes(StandardCharsets.UTF_8), "s.json");
  }

  private static void assertProblems(SettingsObject settings, String... problems) {
    settings.finish();
    assertEquals(String.join("\n", problems), String.join("\n", settings.problems()));
  }
}
