package slipway.e2e.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a page has its reader type and see: its blocks of commands in order, each with the block of
/// output that follows it. Blocks of commands are fenced as `sh`; `sh yours` is what each reader
/// fills in. Output is fenced as `text`.
///
/// @param variables those that the reader sets
record Walkthrough(List<String> variables, List<Step> steps) {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|sh yours|text)\n(.*?)^```$");
  private static final Pattern VARIABLE = Pattern.compile("(?m)^export (\\w+)=");

  /// @param line where it begins in the page
  /// @param shown what has to be printed; empty where the page does not say
  record Step(int line, String commands, String shown) {
    /// Whether that was printed. `…` is anything within a line, a line of nothing else any lines.
    boolean isShownBy(String output) {
      return shown.isEmpty() || Pattern.matches(pattern(), output);
    }

    private String pattern() {
      return shown
          .lines()
          .map(line ->
              line.equals("…")
                  ? "(?:[^\\n]*\\n)*?"
                  : Pattern.quote(line).replace("…", "\\E[^\\n]*\\Q") + "\\n")
          .collect(Collectors.joining());
    }
  }

  static Walkthrough read(Path page) throws IOException {
    return of(Files.readString(page));
  }

  static Walkthrough of(String text) {
    List<String> variables = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String content = block.group(2);
      switch (block.group(1)) {
        case "sh yours" ->
            VARIABLE.matcher(content).results().forEach(it -> variables.add(it.group(1)));
        case "sh" -> {
          int line = (int) text.substring(0, block.start()).lines().count() + 1;
          steps.add(new Step(line, content, ""));
        }
        case "text" -> {
          Step typed = steps.removeLast();
          steps.add(new Step(typed.line(), typed.commands(), content));
        }
        default -> throw new AssertionError(block.group(1));
      }
    }
    return new Walkthrough(List.copyOf(variables), List.copyOf(steps));
  }
}
