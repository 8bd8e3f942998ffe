package slipway.packaging;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What picocli knows about a command, as pages want it.
final class Commands {
  private Commands() {}

  /// All that can be run, in the order of the help: `cache push`, and not `cache`.
  static Stream<CommandLine> all(CommandLine root) {
    return root.getSubcommands().values().stream()
        .flatMap(sub -> sub.getSubcommands().isEmpty() ? Stream.of(sub) : all(sub));
  }

  /// `cache push`: what is typed after the program's name.
  static String words(CommandLine command) {
    String qualified = command.getCommandSpec().qualifiedName(" ");
    return qualified.substring(qualified.indexOf(' ') + 1);
  }

  /// The options that not all commands of the program have.
  static List<OptionSpec> ownOptions(CommandLine command, CommandLine root) {
    List<String> shared =
        root.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden() && !shared.contains(option.longestName()))
        .toList();
  }

  static String description(CommandSpec spec) {
    return plain(spec.usageMessage().description());
  }

  /// Without markup and line breaks.
  static String plain(String... text) {
    return Ansi.OFF.string(String.join(" ", text)).replaceAll("%n|\\R", " ").strip();
  }
}
