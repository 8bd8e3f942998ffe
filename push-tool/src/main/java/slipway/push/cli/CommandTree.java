package slipway.push.cli;

import java.io.PrintWriter;
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
  public static int run(Tools tools, PrintWriter err, String... arguments) {
    Slipway slipway = new Slipway();
    CommandLine commands = new CommandLine(slipway);
    CommandLine cache = new CommandLine(new CacheCommand());
    cache.addSubcommand(new CachePushCommand(slipway, tools));
    CommandLine export = new CommandLine(new ExportCommand());
    export.addSubcommand(new ExportNomadCommand(slipway, tools));
    commands
        .addSubcommand(new InitCommand(slipway, tools))
        .addSubcommand(new PushCommand(slipway, tools))
        .addSubcommand(new ApplyCommand(slipway, tools))
        .addSubcommand(new RemoveCommand(slipway, tools))
        .addSubcommand(new RollbackCommand(slipway, tools))
        .addSubcommand(new FreezeCommand(slipway, tools))
        .addSubcommand(new UnfreezeCommand(slipway, tools))
        .addSubcommand(new StatusCommand(slipway, tools))
        .addSubcommand(new HistoryCommand(slipway, tools))
        .addSubcommand(new DiffCommand(slipway, tools))
        .addSubcommand(new ValidateCommand(slipway, tools))
        .addSubcommand(new DoctorCommand(slipway, tools))
        .addSubcommand(export)
        .addSubcommand(cache);
    commands.setOut(tools.out());
    commands.setErr(err);
    commands.setExecutionExceptionHandler(
        (problem, _, _) -> failed(problem, slipway.verbose(), err));
    commands.setParameterExceptionHandler((problem, _) -> misused(problem, err));
    int exitCode = commands.execute(arguments);
    err.flush();
    tools.out().flush();
    return exitCode;
  }

  private static int failed(Exception problem, boolean verbose, PrintWriter err) {
    if (Thread.interrupted() && !isInterruption(problem)) {
      // Whatever was cut short says so in its own words, none of which helps.
      err.println("slipway: interrupted");
    } else if (problem instanceof Failure failure) {
      err.println("slipway: " + Failure.text(failure));
    } else {
      err.println("slipway: a bug, please report it with the output of --verbose: " + problem);
    }
    if (verbose) {
      problem.printStackTrace(err);
    }
    return (problem instanceof Failure failure ? failure.exitCode() : ExitCode.FAILED).number();
  }

  private static boolean isInterruption(Exception problem) {
    return problem instanceof Failure failure && failure.exitCode() == ExitCode.INTERRUPTED;
  }

  private static int misused(ParameterException problem, PrintWriter err) {
    CommandLine command = problem.getCommandLine();
    err.println("slipway: " + Failure.text(problem));
    CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.number();
  }
}
