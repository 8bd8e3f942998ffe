package slipway.e2e.docs;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who follows a link at night arrives.
class LinksTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!\\w+:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Path INDEX = Document.root().resolve("docs/README.md");

  @Test
  void everyLinkLeadsToAFileAndToAHeadingOfIt() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        Path target = target(page, link.group(1));
        String heading = link.group(2);
        if (!Files.exists(target) || (heading != null && !headings(target).contains(heading))) {
          broken.add(Document.root().relativize(page) + ": " + link.group());
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void theIndexLeadsToEveryPage() throws IOException {
    Set<Path> linked =
        LINK.matcher(Files.readString(INDEX))
            .results()
            .map(link -> target(INDEX, link.group(1)))
            .collect(toSet());
    List<Path> missing =
        pages().stream()
            .filter(page -> page.startsWith(INDEX.getParent()) && !page.equals(INDEX))
            .filter(page -> !page.getParent().endsWith("decisions"))
            .filter(page -> !linked.contains(page))
            .toList();
    assertFalse(linked.isEmpty());
    assertEquals(List.of(), missing);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(INDEX.getParent());
        Stream<Path> examples = Files.walk(Document.root().resolve("examples"));
        Stream<Path> top = Files.list(Document.root())) {
      return Stream.of(docs, examples, top)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static Path target(Path page, String link) {
    return link.isEmpty() ? page : page.resolveSibling(link).normalize();
  }

  /// As browsers of repositories name them.
  private static Set<String> headings(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .collect(toSet());
  }
}
