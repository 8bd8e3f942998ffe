package slipway.deployer.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipway.cache.settings.SettingsObject;
import slipway.deployer.hooks.HookPrograms.Programs;

class HooksReaderTest {
  @Test
  void oneHookIsEnough() {
    SettingsObject root = root("{'before':['/b']}");
    assertEquals(new Programs(List.of("/b"), List.of(), Duration.ofMinutes(1)), read(root));
    assertEquals(List.of(), root.problems());
  }

  @Test
  void everyKeyIsRead() {
    SettingsObject root = root("{'before':['/b','x'],'after':['/a'],'timeoutSec':5}");
    assertEquals(
        new Programs(List.of("/b", "x"), List.of("/a"), Duration.ofSeconds(5)), read(root));
    assertEquals(List.of(), root.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{} | names no program",
        "{'before':'/b'} | /before: found \"/b\"; wanted a list of strings",
        "{'before':['b']} | wanted the absolute path of a program first",
        "{'before':['/b'],'timeoutSec':0} | from 1 to 3600",
        "{'befor':['/b']} | did you mean \"before\"?",
      })
  void aProblemIsNamed(String json, String problem) {
    SettingsObject root = root(json);
    read(root);
    String problems = String.join("\n", root.problems());
    assertTrue(problems.contains(problem), problems);
  }

  private static Programs read(SettingsObject root) {
    Programs programs = HooksReader.read(root);
    root.finish();
    return programs;
  }

  private static SettingsObject root(String json) {
    return SettingsObject.root(json.replace('\'', '"').getBytes(UTF_8), "deployer.json");
  }
}
