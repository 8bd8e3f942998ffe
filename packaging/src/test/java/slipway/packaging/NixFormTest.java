package slipway.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What stands in for a formatter of Nix code, of which none can be installed where CI runs: rules
/// that `nixfmt` keeps, too.
class NixFormTest {
  private static final int LIMIT = 140;

  @TestFactory
  Stream<DynamicTest> aNixFileKeepsTheRulesOfForm() throws IOException {
    List<Path> files = files();
    assertTrue(files.contains(root().resolve("flake.nix")), files::toString);
    return files.stream()
        .map(file ->
            DynamicTest.dynamicTest(
                root().relativize(file).toString(),
                () -> assertEquals(List.of(), problems(Files.readString(file)))));
  }

  @Test
  void whatBreaksARuleIsNamedWithItsLine() {
    assertEquals(
        List.of(
            "1: a tab",
            "2: spaces at the end",
            "3: indented by 3 spaces, wanted steps of 2",
            "4: `foo=`, wanted a space on both sides",
            "6: a second empty line",
            "7: longer than 140 characters",
            "7: wanted one line end at the end"),
        problems("\t{\n  \n   a\nfoo= 1;\n\n\n#" + "x".repeat(LIMIT)));
    assertEquals(List.of(), problems("{\n  a = ''\n     any=thing\n  '';\n}\n"));
  }

  private static List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    boolean inText = false;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      String at = (i + 1) + ": ";
      if (line.contains("\t")) {
        problems.add(at + "a tab");
      }
      if (line.endsWith(" ")) {
        problems.add(at + "spaces at the end");
      }
      if (!inText) {
        code(line, at, problems);
        if (i > 0 && i < lines.length - 1 && line.isEmpty() && lines[i - 1].isEmpty()) {
          problems.add(at + "a second empty line");
        }
      }
      if (line.length() > LIMIT && !line.contains("\"")) {
        problems.add(at + "longer than " + LIMIT + " characters");
      }
      inText ^= (line.replace("'''", "").replace("''$", "").split("''", -1).length - 1) % 2 == 1;
    }
    if (!text.endsWith("\n") || text.endsWith("\n\n")) {
      problems.add(lines.length + ": wanted one line end at the end");
    }
    return problems;
  }

  private static void code(String line, String at, List<String> problems) {
    int indent = line.length() - line.stripLeading().length();
    if (!line.isBlank() && !line.contains("\t") && indent % 2 == 1) {
      problems.add(at + "indented by " + indent + " spaces, wanted steps of 2");
    }
    if (line.strip().matches("[A-Za-z0-9_.-]+=( .*)?|[A-Za-z0-9_.-]+ =[^ =].*")) {
      problems.add(at + "`" + line.strip().split(" ", 2)[0] + "`, wanted a space on both sides");
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> top = Files.list(root());
        Stream<Path> nix = Files.walk(root().resolve("nix"));
        Stream<Path> examples = Files.walk(root().resolve("examples"))) {
      return Stream.of(top, nix, examples)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".nix"))
          .sorted()
          .toList();
    }
  }

  /// The root of the repository; tests run in the folder of their module.
  private static Path root() {
    return Path.of("").toAbsolutePath().getParent();
  }
}
