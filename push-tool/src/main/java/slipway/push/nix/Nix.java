package slipway.push.nix;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import slipway.push.outcome.ExitCode;
import slipway.push.outcome.Failure;
import slipway.push.process.Finished;
import slipway.push.process.Programs;

/// Starts Nix's programs, with every failure in words.
final class Nix {
  private static final String INTERRUPTED = "interrupted by the user";

  private final Programs programs;

  Nix(Programs programs) {
    this.programs = programs;
  }

  /// The same programs, which ask `host` without a proxy.
  Nix asking(String host) {
    return new Nix(programs.asking(host));
  }

  /// Runs a program to a good end and returns what it printed.
  ///
  /// @param purpose completes the sentence "Nix could not …"
  String run(String purpose, Map<String, String> environment, List<String> command) throws Failure {
    Finished finished = start(environment, command);
    if (!finished.succeeded()) {
      throw new Failure(ExitCode.FAILED, "Nix could not " + purpose + ":\n" + finished.reason());
    }
    return finished.output();
  }

  Finished start(Map<String, String> environment, List<String> command) throws Failure {
    try {
      Finished finished = programs.run(command, environment);
      if (!finished.succeeded() && finished.reason().contains(INTERRUPTED)) {
        // Ctrl-C reaches every program of the terminal, and Nix may be the first to end of it.
        throw new Failure(ExitCode.INTERRUPTED, "interrupted while Nix was at work");
      }
      return finished;
    } catch (InterruptedIOException e) {
      throw new Failure(ExitCode.INTERRUPTED, "interrupted while Nix was at work", e);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILED,
          command.getFirst()
              + " could not be run ("
              + Failure.text(e)
              + "); wanted Nix on the PATH, see https://nixos.org/download",
          e);
    }
  }

  /// `nix COMMAND …` on machines, too, where the new command line is not switched on.
  static List<String> command(String features, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("nix", "--extra-experimental-features", features));
    command.addAll(List.of(arguments));
    return command;
  }
}
