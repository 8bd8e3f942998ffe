package slipway.e2e.docs;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the documents call proven is: each test that they name is there.
class NamedTestsTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
  private static final Pattern METHOD = Pattern.compile("(?m)^  void (\\w+)\\(");

  @ParameterizedTest
  @ValueSource(strings = {"docs/concepts/reliability.md", "docs/concepts/threats.md"})
  void everyTestThatADocumentNamesIsThere(String document) throws IOException {
    Set<String> named =
        NAMED
            .matcher(Files.readString(Document.root().resolve(document)))
            .results()
            .map(NamedTestsTest::name)
            .collect(toSet());
    assertFalse(named.isEmpty(), document + " names no test");
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(tests());
    assertEquals(Set.of(), missing, document);
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(Document.root())) {
      return files
          .filter(file -> file.toString().contains("/src/test/java/"))
          .filter(file -> file.toString().endsWith("Test.java"))
          .flatMap(file -> methods(file).stream())
          .collect(toSet());
    }
  }

  private static List<String> methods(Path file) {
    String type = file.getFileName().toString().replace(".java", "");
    try {
      return METHOD
          .matcher(Files.readString(file))
          .results()
          .map(method -> type + "." + method.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static String name(MatchResult named) {
    return named.group(1) + "." + named.group(2);
  }
}
