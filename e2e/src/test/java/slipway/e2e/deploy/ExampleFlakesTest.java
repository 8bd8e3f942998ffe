package slipway.e2e.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import slipway.e2e.ground.Example;
import slipway.e2e.ground.Ground;
import tools.jackson.databind.JsonNode;

/// The flakes of the examples, as far as plain Nix gets: each evaluates, and its programs are those
/// that the service starts. Nothing is built, as there is no nixpkgs.
@OnSite
class ExampleFlakesTest {
  /// How a note names what the file of secrets has to say.
  private static final Pattern SECRET = Pattern.compile("`([A-Z_]+)=…`");

  @Test
  void eachExampleHasAFlakeWhoseProgramSuitsItsService(Ground ground) {
    JsonNode flakes = NixCode.on(ground.host()).examples("flakes");
    assertEquals(Example.all(), List.copyOf(new TreeSet<>(flakes.propertyNames())));
    assertAll(Example.all().stream().map(name -> () -> suits(Example.of(name), flakes.path(name))));
  }

  private static void suits(Example example, JsonNode systems) {
    String name = example.entry().path("name").asString();
    assertEquals(
        Set.of("aarch64-linux", "x86_64-linux"), Set.copyOf(systems.propertyNames()), name);
    for (JsonNode packages : systems) {
      assertEquals(Set.of("default", name), Set.copyOf(packages.propertyNames()));
      assertEquals(packages.path(name), packages.path("default"));
      JsonNode programs = packages.path(name);
      String program = programs.path(example.command()).asString("");
      for (String word : wanted(example)) {
        assertTrue(program.contains(word), () -> name + " has no " + word + ": " + programs);
      }
      String asked = example.entry().at("/health/command").asString(example.command());
      assertTrue(programs.has(asked), () -> name + " has no program " + asked + ": " + programs);
    }
  }

  /// What has to occur in the program of that service.
  private static List<String> wanted(Example example) {
    JsonNode entry = example.entry();
    List<String> words = new ArrayList<>(entry.path("env").propertyNames());
    if (entry.has("http")) {
      words.add("PORT");
    }
    String health = entry.at("/health/path").asString("/");
    if (!health.equals("/")) {
      words.add("\"" + health + "\"");
    }
    SECRET
        .matcher(example.file("README.md"))
        .results()
        .map(named -> named.group(1))
        .forEach(words::add);
    return words;
  }
}
