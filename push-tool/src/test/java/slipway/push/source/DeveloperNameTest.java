package slipway.push.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipway.push.process.Programs;

class DeveloperNameTest {
  @TempDir Path folder;

  @Test
  void theVariableSaysWho() {
    assertEquals("release robot", name(Map.of(DeveloperName.VARIABLE, "release robot")));
  }

  @Test
  void elseItIsWhoCommitsHere() throws Exception {
    repository("[user]\n\tname = Ada Lovelace\n\temail = ada@example.org\n");
    assertEquals("Ada Lovelace <ada@example.org>", name(Map.of(DeveloperName.VARIABLE, " ")));
  }

  @Test
  void theNameAloneIsEnough() throws Exception {
    repository("[user]\n\tname = Ada\n\temail =\n");
    assertEquals("Ada", name(Map.of()));
  }

  @Test
  void withoutGitItIsTheAccountAndTheMachine() throws Exception {
    repository("[user]\n\tname =\n\temail =\n");
    String name = name(Map.of());
    assertTrue(name.matches("ada@\\S+"), name);
  }

  private void repository(String config) throws Exception {
    Path git = Files.createDirectories(folder.resolve(".git"));
    Files.createDirectories(git.resolve("objects"));
    Files.createDirectories(git.resolve("refs"));
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(git.resolve("config"), "[core]\n\trepositoryformatversion = 0\n" + config);
  }

  private String name(Map<String, String> environment) {
    return new DeveloperName(new Programs(folder, _ -> {}), environment, "ada").name();
  }
}
