package slipway.deployer.health;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipway.deployer.process.SearchPath;

/// Runs a program as somebody else than root, without new privileges.
///
/// @param setpriv util-linux's, which drops root
/// @param env coreutils', which sets the program's environment
record PrivilegeDrop(Path setpriv, Path env) {
  /// Empty where this host lacks one of the two.
  static Optional<PrivilegeDrop> of(SearchPath programs) {
    return programs
        .find("setpriv")
        .flatMap(setpriv -> programs.find("env").map(env -> new PrivilegeDrop(setpriv, env)));
  }

  /// What to run with an empty environment. The program's own comes after the drop: before it, a
  /// variable such as LD_PRELOAD would have its way with a process of root's.
  ///
  /// @param environment every local user can read it while the program runs, so it holds no secret
  List<String> arguments(Accounts.Ids ids, Map<String, String> environment, String program) {
    List<String> arguments = new ArrayList<>();
    arguments.add(setpriv.toString());
    arguments.add("--reuid=" + ids.user());
    arguments.add("--regid=" + ids.group());
    arguments.add("--clear-groups");
    arguments.add("--no-new-privs");
    arguments.add(env.toString());
    environment.forEach((name, value) -> arguments.add(name + "=" + value));
    if (program.contains("=")) {
      // A store path may hold one, and env would take it for one more variable.
      arguments.add(setpriv.toString());
      arguments.add("--no-new-privs");
    }
    arguments.add(program);
    return arguments;
  }
}
