package slipway.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValidateTest {
  private static final String VALID =
      "{\"version\": 1, \"generation\": \"2025-01-15T12:34:56Z\", \"services\": []}";

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aFileThatIsNotThereIsAWrongCommandLine() {
    Path absent = directory.resolve("absent.json");
    assertEquals(2, run(absent.toString()));
    assertEquals("slipway-deployer: cannot read " + absent + ": no such file\n", err.toString());
  }

  @Test
  void aDirectoryIsAWrongCommandLineToo() {
    assertEquals(2, run(directory.toString()));
    assertTrue(err.toString().startsWith("slipway-deployer: cannot read " + directory + ": "));
  }

  @Test
  void aValidManifestIsToldAsJson() throws Exception {
    Path file = Files.writeString(directory.resolve("m.json"), VALID);
    assertEquals(0, run("--json", file.toString()));
    JsonNode told = JsonMapper.shared().readTree(out.toString());
    assertTrue(told.path("valid").asBoolean());
    assertEquals(file.toString(), told.path("file").asString());
    assertEquals(0, told.path("problems").size());
  }

  @Test
  void problemsAreToldAsJson() throws Exception {
    String coloured = VALID.replace("}", ", \"colour\": 1}");
    Path file = Files.writeString(directory.resolve("m.json"), coloured);
    assertEquals(3, run("--json", file.toString()));
    JsonNode told = JsonMapper.shared().readTree(out.toString());
    assertFalse(told.path("valid").asBoolean(true));
    assertEquals("/colour", told.path("problems").path(0).path("pointer").asString());
    assertTrue(told.path("problems").path(0).path("message").asString().contains("unknown field"));
    assertEquals("", err.toString());
  }

  private int run(String... arguments) {
    CommandLine commands =
        new CommandLine(
            new Root(_ -> {
              throw new AssertionError("a manifest is checked without a host");
            }));
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "validate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return commands.execute(all);
  }
}
