package slipway.packaging;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The manual page of a command with all of its subcommands.
///
/// @param section of the manual: 1 for everybody's commands, 8 for root's
record ManPage(CommandLine command, int section) {
  String text() {
    CommandSpec spec = command.getCommandSpec();
    Roff page = new Roff();
    page.title(spec.name().toUpperCase(Locale.ROOT), section, String.join(" ", spec.version()));
    page.section("NAME");
    page.line(spec.name() + " - " + Commands.description(spec));
    page.section("SYNOPSIS");
    page.verbatim(synopsis(command));
    page.section("OPTIONS");
    page.line("They hold for all commands.");
    spec.options().forEach(option -> option(page, option));
    page.section("COMMANDS");
    Commands.all(command).forEach(sub -> subcommand(page, sub));
    if (!spec.usageMessage().exitCodeList().isEmpty()) {
      page.section("EXIT STATUS");
      spec.usageMessage().exitCodeList().forEach(page::item);
    }
    footer(page, spec);
    return page.toString();
  }

  private void subcommand(Roff page, CommandLine sub) {
    CommandSpec spec = sub.getCommandSpec();
    page.subsection(Commands.words(sub));
    page.verbatim(synopsis(sub));
    page.paragraph(Commands.description(spec));
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      page.item(parameter.paramLabel(), Commands.plain(parameter.description()));
    }
    Commands.ownOptions(sub, command).forEach(option -> option(page, option));
    footer(page, spec);
  }

  private static void option(Roff page, OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    page.item(String.join(", ", option.names()) + value, Commands.plain(option.description()));
  }

  /// Examples, and what else a command says last.
  private static void footer(Roff page, CommandSpec spec) {
    String footer =
        Stream.of(spec.usageMessage().footer())
            .map(Commands::plain)
            .dropWhile(String::isBlank)
            .collect(Collectors.joining("\n"));
    if (!footer.isBlank()) {
      page.verbatim(footer);
    }
  }

  private static String synopsis(CommandLine command) {
    return command.getHelp().synopsis(0);
  }
}
