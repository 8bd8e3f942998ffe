package slipway.push.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;

/// All commands under one roof, and what is said when one fails.
public final class CommandTree {
  private CommandTree() {}

  /// Runs one command line.
  ///
  /// @return the exit code
  static int run(Tools tools, PrintWriter err, String... arguments) {
    List<String> words = Arrays.asList(arguments);
    Slipway slipway = new Slipway();
    Map<String, Supplier<Object>> all = commands(slipway, tools);
    Map<String, Supplier<Object>> named = new LinkedHashMap<>(all);
    named.keySet().retainAll(words);
    boolean some = !named.isEmpty() && !words.contains("--help") && !words.contains("-h");
    // To read the annotations of all commands takes longer than most of what they do. What was
    // typed wrongly is told by the whole tree, which knows what may have been meant.
    CommandLine commands = tree(slipway, some ? named : all, tools, err);
    commands.setParameterExceptionHandler(
        (problem, typed) -> some ? whole(tools, err).execute(typed) : misused(problem, err));
    return commands.execute(arguments);
  }

  /// The commands, to be read and not to be run.
  public static CommandLine described(Tools tools) {
    Slipway slipway = new Slipway();
    return tree(slipway, commands(slipway, tools));
  }

  private static CommandLine whole(Tools tools, PrintWriter err) {
    Slipway slipway = new Slipway();
    CommandLine commands = tree(slipway, commands(slipway, tools), tools, err);
    commands.setParameterExceptionHandler((problem, _) -> misused(problem, err));
    return commands;
  }

  private static CommandLine tree(
      Slipway slipway, Map<String, Supplier<Object>> parts, Tools tools, PrintWriter err) {
    CommandLine commands = tree(slipway, parts);
    commands.setOut(tools.out());
    commands.setErr(err);
    commands.setExecutionExceptionHandler(
        (problem, _, _) -> CommandLines.failed(problem, slipway.verbose(), err));
    return commands;
  }

  private static CommandLine tree(Slipway slipway, Map<String, Supplier<Object>> parts) {
    CommandLine commands = new CommandLine(slipway);
    parts.values().forEach(part -> commands.addSubcommand(part.get()));
    return commands;
  }

  private static Map<String, Supplier<Object>> commands(Slipway slipway, Tools tools) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("init", () -> new InitCommand(slipway, tools));
    commands.put("push", () -> new PushCommand(slipway, tools));
    commands.put("apply", () -> new ApplyCommand(slipway, tools));
    commands.put("remove", () -> new RemoveCommand(slipway, tools));
    commands.put("rollback", () -> new RollbackCommand(slipway, tools));
    commands.put("freeze", () -> new FreezeCommand(slipway, tools));
    commands.put("unfreeze", () -> new UnfreezeCommand(slipway, tools));
    commands.put("status", () -> new StatusCommand(slipway, tools));
    commands.put("dashboard", () -> new DashboardCommand(slipway, tools));
    commands.put("history", () -> new HistoryCommand(slipway, tools));
    commands.put("diff", () -> new DiffCommand(slipway, tools));
    commands.put("validate", () -> new ValidateCommand(slipway, tools));
    commands.put("doctor", () -> new DoctorCommand(slipway, tools));
    commands.put(
        "export",
        () ->
            new CommandLine(new ExportCommand())
                .addSubcommand(new ExportNomadCommand(slipway, tools)));
    commands.put(
        "cache",
        () ->
            new CommandLine(new CacheCommand())
                .addSubcommand(new CachePushCommand(slipway, tools)));
    return commands;
  }

  private static int misused(ParameterException problem, PrintWriter err) {
    CommandLine command = problem.getCommandLine();
    err.println("slipway: " + Failure.text(problem));
    CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.number();
  }
}
