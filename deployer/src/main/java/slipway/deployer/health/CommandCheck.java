package slipway.deployer.health;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import slipway.deployer.plan.ProgramWords;
import slipway.deployer.process.Command;
import slipway.deployer.process.Command.Outcome;
import slipway.deployer.reconcile.UnitStatus;
import slipway.manifest.Service;

/// The health command ends with exit code 0.
///
/// It runs as the user and group that the service's main process has at that moment, so that it
/// works for dynamic users too, and without new privileges; with the `env` of the manifest but not
/// the secrets of its `envFile`, and outside of the service's sandbox.
///
/// As root it runs only where the manifest names root: until systemd's child has become the
/// service's user and program, the main process is one of root's.
///
/// @param command the program's absolute path
record CommandCheck(
    Accounts accounts, PrivilegeDrop drop, Service service, String command, Duration limit)
    implements Check {
  private static final int ROOT = 0;
  private static final Set<String> NAMES_OF_ROOT = Set.of("root", "0");
  private static final int SHOWN = 200;

  @Override
  public Finding look(UnitStatus unit) throws InterruptedException {
    Optional<Accounts.Ids> ids = accounts.of(unit.mainPid());
    if (ids.isEmpty()) {
      return new Finding.NotYet("the service has no main process yet");
    }
    if (ids.get().user() == ROOT && !mayBeRoot()) {
      return new Finding.NotYet(
          "the main process still runs as root, wanted the service's user; name root in exec.user"
              + " where it is meant");
    }
    List<String> arguments = drop.arguments(ids.get(), service.env(), command);
    try {
      return switch (new Command(arguments, Map.of(), limit).run(_ -> {})) {
        case Outcome.Ended ended when ended.exitCode() == 0 -> new Finding.Good();
        case Outcome.Ended(int exitCode, String _, String stderr) ->
            new Finding.NotYet(
                command + " ended with exit code " + exitCode + ", wanted 0" + said(stderr));
        case Outcome.TimedOut(Duration time, String stderr) ->
            new Finding.NotYet(
                command + " was stopped after " + time.toSeconds() + " s" + said(stderr));
      };
    } catch (IOException broken) {
      return new Finding.NotYet("cannot run " + drop.setpriv() + ": " + broken.getMessage());
    }
  }

  private boolean mayBeRoot() {
    String user = service.exec().user();
    return user != null && NAMES_OF_ROOT.contains(user);
  }

  private static String said(String stderr) {
    String text = stderr.strip();
    String last = text.substring(text.lastIndexOf('\n') + 1);
    return last.isEmpty()
        ? ""
        : ": " + ProgramWords.quoted(last.substring(0, Math.min(SHOWN, last.length())));
  }
}
