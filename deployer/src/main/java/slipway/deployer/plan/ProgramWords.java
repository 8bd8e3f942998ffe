package slipway.deployer.plan;

import java.util.regex.Pattern;

/// What a program on the host said, inside a reason for people. It may hold whatever the program
/// knows, its secrets too, so it is shown on the host and leaves it in no report. It stands in “ ”,
/// and nothing else in a reason does.
public final class ProgramWords {
  private static final Pattern QUOTED = Pattern.compile("“[^”]*(”|$)");

  private ProgramWords() {}

  public static String quoted(String words) {
    return "“" + words.replace('“', '"').replace('”', '"') + "”";
  }

  /// The reason with … in place of the words.
  public static String without(String reason) {
    return QUOTED.matcher(reason).replaceAll("“…”");
  }
}
