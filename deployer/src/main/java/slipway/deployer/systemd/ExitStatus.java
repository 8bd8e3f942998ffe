package slipway.deployer.systemd;

import java.util.Map;

/// How a process ended, in words. Codes from 200 come from systemd itself, before the program runs
/// (systemd.exec(5), "Process Exit Codes").
final class ExitStatus {
  private static final int CLD_EXITED = 1;

  private static final Map<Integer, String> BEFORE_THE_PROGRAM =
      Map.ofEntries(
          Map.entry(200, "CHDIR: the workingDirectory cannot be entered"),
          Map.entry(203, "EXEC: the program cannot be executed"),
          Map.entry(208, "STDIN"),
          Map.entry(209, "STDOUT"),
          Map.entry(214, "SETSCHEDULER"),
          Map.entry(216, "GROUP: there is no such group"),
          Map.entry(217, "USER: there is no such user"),
          Map.entry(218, "CAPABILITIES: the capabilities cannot be given"),
          Map.entry(219, "CGROUP"),
          Map.entry(
              226, "NAMESPACE: the sandbox cannot be made; is one of the readWritePaths missing?"),
          Map.entry(238, "STATE_DIRECTORY: the stateDirectory cannot be made"));

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "HUP", 2, "INT", 3, "QUIT", 4, "ILL", 6, "ABRT", 7, "BUS", 9, "KILL", 11, "SEGV", 13,
          "PIPE", 15, "TERM");

  private ExitStatus() {}

  /// @param code ExecMainCode, a CLD_ constant of sigaction(2); 0 where nothing ended
  /// @param status ExecMainStatus, an exit code or a signal
  static String words(int code, int status) {
    if (code == 0) {
      return "no process of it ended";
    }
    if (code == CLD_EXITED) {
      String name = BEFORE_THE_PROGRAM.get(status);
      return "exit code " + status + (name == null ? "" : "/" + name);
    }
    return "killed by signal " + SIGNALS.getOrDefault(status, Integer.toString(status));
  }
}
