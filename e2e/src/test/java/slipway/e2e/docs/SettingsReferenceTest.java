package slipway.e2e.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.deployer.config.SettingsException;
import slipway.deployer.config.SettingsFile;
import slipway.push.config.PushSettingsReader;
import slipway.push.outcome.Failure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SettingsReferenceTest {
  private static final String PATH = "docs/reference/settings.md";
  private static final String HOST = "The host: /etc/slipway/deployer.json";
  private static final String DEVELOPER = "The developer: slipway.json";

  /// Like no key, so that the reader lists all that it knows.
  private static final String STRANGER = "#".repeat(40);

  private static final Pattern KNOWN = Pattern.compile("(?m)(\\S*)/#+: .*known here: (.*)$");

  @TempDir Path folder;

  @Test
  void theSettingsOfAHostAreThoseThatAreRead() throws Exception {
    SettingsFile.read(file(example(HOST)), "biz");
    SettingsException problems =
        assertThrows(
            SettingsException.class,
            () -> SettingsFile.read(file(withStrangers(example(HOST))), "biz"));
    assertDocumented(HOST, problems.getMessage());
  }

  @Test
  void theSettingsOfADeveloperAreThoseThatAreRead() throws Exception {
    Path file = Path.of("slipway.json");
    PushSettingsReader.read(bytes(example(DEVELOPER)), file);
    Failure problems =
        assertThrows(
            Failure.class,
            () -> PushSettingsReader.read(bytes(withStrangers(example(DEVELOPER))), file));
    assertDocumented(DEVELOPER, problems.getMessage());
  }

  /// @param message the reader's, about a stranger in each object
  private static void assertDocumented(String heading, String message) throws IOException {
    Map<String, String> known = new TreeMap<>();
    Map<String, String> bucket = new TreeMap<>();
    Matcher object = KNOWN.matcher(message);
    while (object.find()) {
      String path = object.group(1).replaceFirst("^/", "").replace('/', '.');
      boolean isBucket = path.endsWith("ucket");
      for (String key : object.group(2).split(", ", -1)) {
        (isBucket ? bucket : known).put(isBucket || path.isEmpty() ? key : path + "." + key, "");
      }
    }
    Document reference = Document.read(PATH);
    assertEquals(known.keySet(), new TreeSet<>(reference.rows(heading).keySet()), message);
    assertEquals(bucket.keySet(), new TreeSet<>(reference.rows("A bucket").keySet()), message);
  }

  private static ObjectNode example(String heading) throws IOException {
    return (ObjectNode) JsonMapper.shared().readTree(Document.read(PATH).json(heading).getFirst());
  }

  private static ObjectNode withStrangers(ObjectNode object) {
    for (JsonNode value : object) {
      if (value instanceof ObjectNode inner) {
        withStrangers(inner);
      }
    }
    return object.put(STRANGER, true);
  }

  private Path file(ObjectNode settings) throws IOException {
    return Files.write(folder.resolve("deployer.json"), bytes(settings));
  }

  private static byte[] bytes(ObjectNode settings) {
    return settings.toString().getBytes(UTF_8);
  }
}
