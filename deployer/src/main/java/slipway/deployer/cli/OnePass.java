package slipway.deployer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import slipway.deployer.config.SettingsFile;
import slipway.deployer.reconcile.Doorbell;
import slipway.deployer.reconcile.PassResult;
import slipway.deployer.reconcile.PassRunner;
import slipway.deployer.reconcile.PassRunner.Ran;

/// What `sync` does. A timer asks for it so often that its words are also understood without
/// picocli, which would take a third of the time.
///
/// @param drain whether to wait for instances that visitors have left
public record OnePass(Path config, boolean json, boolean drain) {
  /// Empty unless it is `sync` in its plainest form; picocli judges the rest.
  public static Optional<OnePass> plainly(String... arguments) {
    OnePass pass = new OnePass(SettingsFile.DEFAULT, false, false);
    boolean named = false;
    for (Iterator<String> words = List.of(arguments).iterator(); words.hasNext(); ) {
      String word = words.next();
      if (word.equals("sync") && !named) {
        named = true;
      } else if (word.equals("--config") && words.hasNext()) {
        pass = new OnePass(Path.of(words.next()), pass.json, pass.drain);
      } else if (word.equals("--json")) {
        pass = new OnePass(pass.config, true, pass.drain);
      } else if (word.equals("--drain")) {
        pass = new OnePass(pass.config, pass.json, true);
      } else {
        return Optional.empty();
      }
    }
    return named ? Optional.of(pass) : Optional.empty();
  }

  /// @return the exit code
  public int run(Host.Opener opener, PrintWriter out, PrintWriter err) throws Exception {
    PassReport report = new PassReport(out, err, json);
    try (Host host = opener.open(config)) {
      PassRunner passes = host.passes();
      Doorbell doorbell = new Doorbell();
      if (drain) {
        Signals.on("TERM", doorbell::stop);
        Signals.on("INT", doorbell::stop);
      }
      while (true) {
        switch (passes.pass("sync", doorbell::stopped)) {
          case Ran.Busy(String holder) -> {
            return report.busy(holder);
          }
          case Ran.Finished(PassResult result) -> {
            int exit = report.print(result);
            if (!drain || !passes.awaitDrained(result, doorbell)) {
              return exit;
            }
          }
        }
      }
    }
  }
}
