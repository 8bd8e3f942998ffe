package slipway.deployer.nix;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import slipway.deployer.process.Command;
import slipway.deployer.process.PrivateDirectory;
import slipway.deployer.process.SearchPath;
import slipway.deployer.reconcile.HostException;

/// Nix's commands on this host.
///
/// @param bin the directory that holds `nix`, `nix-env` and `nix-store`
/// @param environment what each of them gets
/// @param temporary where private directories are made
public record NixTools(Path bin, Map<String, String> environment, Path temporary) {
  private static final Duration SHORT = Duration.ofMinutes(2);

  /// Proxies are left out: nothing that asks the network by itself is run with these alone.
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "NIX_REMOTE", "NIX_CONF_DIR", "NIX_SSL_CERT_FILE", "SSL_CERT_FILE");

  public NixTools {
    environment = Map.copyOf(environment);
  }

  /// Finds Nix on the PATH, then where NixOS, Nix's installer and Debian put it.
  ///
  /// @param environment the deployer's own
  /// @param temporary an existing directory, as /tmp
  public static NixTools locate(Map<String, String> environment, Path temporary)
      throws HostException {
    SearchPath places = SearchPath.of(environment);
    Path nix =
        places
            .find("nix")
            .orElseThrow(() ->
                new HostException(
                    "there is no nix on this host: looked in "
                        + places
                        + "; install Nix 2.8 or later"));
    return new NixTools(
        nix.resolveSibling(""),
        environment.entrySet().stream()
            .filter(entry -> PASSED_ON.contains(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        temporary);
  }

  /// Runs a short command of Nix and returns what it printed.
  ///
  /// @throws HostException with Nix's own last error where it fails
  String ask(String program, List<String> arguments) throws HostException {
    return ask(program, arguments, SHORT);
  }

  String ask(String program, List<String> arguments, Duration limit) throws HostException {
    try (PrivateDirectory home = PrivateDirectory.in(temporary)) {
      return output(
          program + " " + String.join(" ", arguments),
          run(program, arguments, homed(home.path()), limit, _ -> {}));
    } catch (IOException broken) {
      throw new HostException(
          "cannot make a directory in " + temporary + ": " + broken.getMessage(), broken);
    }
  }

  private static String output(String shown, Command.Outcome outcome) throws HostException {
    return switch (outcome) {
      case Command.Outcome.Ended ended when ended.exitCode() == 0 -> ended.stdout();
      case Command.Outcome.Ended(int exitCode, String _, String stderr) ->
          throw new HostException(
              shown + " ended with exit code " + exitCode + ": " + NixError.last(stderr));
      case Command.Outcome.TimedOut(Duration limit, String stderr) ->
          throw new HostException(
              shown
                  + " was stopped after "
                  + limit.toSeconds()
                  + " s: "
                  + NixError.last(stderr)
                  + "; see whether another nix command holds a lock");
    };
  }

  Command.Outcome run(
      String program,
      List<String> arguments,
      Map<String, String> environment,
      Duration limit,
      Consumer<String> progress)
      throws HostException {
    List<String> line = new ArrayList<>(List.of(bin.resolve(program).toString()));
    line.addAll(arguments);
    try {
      return new Command(line, environment, limit).run(progress);
    } catch (IOException broken) {
      throw new HostException(
          "cannot start "
              + line.getFirst()
              + ": "
              + broken.getMessage()
              + "; is Nix installed and executable?",
          broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HostException(
          program + " was stopped because the deployer ends; the next pass goes on", interrupted);
    }
  }

  /// The environment with Nix's home and cache below `home`: root's own would collect traces of
  /// every address that was ever served.
  Map<String, String> homed(Path home) {
    Map<String, String> homed = new HashMap<>(environment);
    homed.put("HOME", home.toString());
    homed.put("XDG_CACHE_HOME", home.resolve("cache").toString());
    return homed;
  }
}
