package slipway.deployer.health;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipway.deployer.process.Command;
import slipway.deployer.process.Command.Outcome;
import slipway.deployer.reconcile.UnitStatus;

/// The health command ends with exit code 0.
///
/// It runs as the user and group that the service's main process has at that moment, so that it
/// works for dynamic users too, and without new privileges; with the `env` of the manifest but not
/// the secrets of its `envFile`, and outside of the service's sandbox.
///
/// @param setpriv util-linux's, which drops root
record CommandCheck(
    Accounts accounts, Path setpriv, String command, Map<String, String> env, Duration limit)
    implements Check {
  private static final int SHOWN = 200;

  @Override
  public Finding look(UnitStatus unit) throws InterruptedException {
    Optional<Accounts.Ids> ids = accounts.of(unit.mainPid());
    if (ids.isEmpty()) {
      return new Finding.NotYet("the service has no main process yet");
    }
    List<String> arguments =
        List.of(
            setpriv.toString(),
            "--reuid=" + ids.get().user(),
            "--regid=" + ids.get().group(),
            "--clear-groups",
            "--no-new-privs",
            command);
    try {
      return switch (new Command(arguments, env, limit).run(_ -> {})) {
        case Outcome.Ended ended when ended.exitCode() == 0 -> new Finding.Good();
        case Outcome.Ended(int exitCode, String _, String stderr) ->
            new Finding.NotYet(
                command + " ended with exit code " + exitCode + ", wanted 0" + said(stderr));
        case Outcome.TimedOut(Duration time, String stderr) ->
            new Finding.NotYet(
                command + " was stopped after " + time.toSeconds() + " s" + said(stderr));
      };
    } catch (IOException broken) {
      return new Finding.NotYet("cannot run " + setpriv + ": " + broken.getMessage());
    }
  }

  private static String said(String stderr) {
    String text = stderr.strip();
    String last = text.substring(text.lastIndexOf('\n') + 1);
    return last.isEmpty() ? "" : ": " + last.substring(0, Math.min(SHOWN, last.length()));
  }
}
