package slipway.packaging;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// What the page says can be typed, held against what the commands take.
class CliReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/cli.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.+?)` \\| (.*) \\|$");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-z][a-z-]*");

  @ParameterizedTest
  @ValueSource(strings = {"slipway", "slipway-deployer"})
  void everyCommandHasARowAndThereIsNoOther(String name) throws IOException {
    CommandLine program = Pages.command(name);
    Set<String> documented =
        rows(name).map(row -> words(row.group(1))).collect(toCollection(TreeSet::new));
    Set<String> known =
        Commands.all(program).map(Commands::words).collect(toCollection(TreeSet::new));
    assertEquals(known, documented);
  }

  @ParameterizedTest
  @ValueSource(strings = {"slipway", "slipway-deployer"})
  void theRowsOfACommandNameItsOptionsAndNoOther(String name) throws IOException {
    CommandLine program = Pages.command(name);
    for (CommandLine command : Commands.all(program).toList()) {
      String words = Commands.words(command);
      Set<String> documented =
          rows(name)
              .filter(row -> words(row.group(1)).equals(words))
              .flatMap(row -> OPTION.matcher(row.group().replace("[no-]", "")).results())
              .map(MatchResult::group)
              .collect(toCollection(TreeSet::new));
      Set<String> missing = new TreeSet<>();
      for (OptionSpec option : Commands.ownOptions(command, program)) {
        if (!documented.removeAll(Arrays.asList(option.names()))) {
          missing.add(option.longestName());
        }
      }
      assertEquals(Set.of(), missing, name + " " + words + " has options that its row lacks");
      assertEquals(Set.of(), documented, name + " " + words + " has no such options");
    }
  }

  /// The rows of the table of commands in the program's section.
  private static Stream<MatchResult> rows(String program) throws IOException {
    for (String section : Files.readString(PAGE).split("(?m)^## ", -1)) {
      if (section.startsWith("`" + program + "`")) {
        String table = section.substring(section.indexOf("| command |"));
        return ROW.matcher(table.substring(0, table.indexOf("\n\n"))).results();
      }
    }
    throw new AssertionError(PAGE + " has no section of " + program);
  }

  /// `cache push` of `cache push PATH…`.
  private static String words(String synopsis) {
    return synopsis.replaceFirst(" [^a-z].*$", "");
  }
}
