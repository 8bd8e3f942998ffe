package slipway.e2e.packages;

import java.util.Map;
import slipway.e2e.host.Output;
import slipway.e2e.host.ThrowawayHost;

/// A shell of root on a host: what is typed finds the folder and the exported variables that were
/// there before. Standard error comes with the output, as on a terminal.
final class Shell {
  private static final String MEMORY = "/run/slipway-shell";
  private static final String SCRIPT = "/run/slipway-typed";

  private final ThrowawayHost host;

  Shell(ThrowawayHost host, Map<String, String> variables) {
    this.host = host;
    StringBuilder memory = new StringBuilder("cd /root\n");
    variables.forEach((name, value) -> memory.append("export %s='%s'%n".formatted(name, value)));
    host.write(MEMORY, memory.toString());
  }

  /// @return with the exit code of the first command that failed
  Output type(String commands) {
    host.write(SCRIPT, commands);
    return host.exec(
        "bash",
        "-euc",
        """
        exec 2>&1 </dev/null
        . "$0"
        . "$1"
        { export -p; printf 'cd %q\\n' "$PWD"; } >"$0"
        """,
        MEMORY,
        SCRIPT);
  }
}
