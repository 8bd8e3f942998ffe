package slipway.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The completion of a command for fish, in its language of complete(1).
record Fish(CommandLine command) {
  String text() {
    List<String> lines = new ArrayList<>();
    command.getCommandSpec().options().forEach(option -> lines.add(option("", option)));
    for (CommandLine sub : below(command)) {
      lines.add(word("__fish_use_subcommand", sub));
      String seen = "__fish_seen_subcommand_from " + sub.getCommandName();
      below(sub).forEach(further -> lines.add(word(seen, further)));
      Stream.concat(Stream.of(sub), below(sub).stream())
          .flatMap(it -> Commands.ownOptions(it, command).stream())
          .forEach(option -> lines.add(option(" -n " + quoted(seen), option)));
    }
    return lines.stream()
        .map(line -> "complete -c " + command.getCommandName() + line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<CommandLine> below(CommandLine command) {
    return List.copyOf(command.getSubcommands().values());
  }

  private static String word(String where, CommandLine sub) {
    return " -f -n %s -a %s -d %s"
        .formatted(
            quoted(where), sub.getCommandName(), about(Commands.description(sub.getCommandSpec())));
  }

  private static String option(String where, OptionSpec option) {
    String names =
        Stream.of(option.names())
            .map(it -> it.startsWith("--") ? " -l " + it.substring(2) : " -s " + it.substring(1))
            .collect(Collectors.joining());
    String value = option.arity().max() == 0 ? "" : " -r";
    return where + names + value + " -d " + about(Commands.plain(option.description()));
  }

  /// The first sentence, which has to do for a line.
  private static String about(String text) {
    return quoted(text.replaceFirst("(?s)\\. .*|\\.$", ""));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
