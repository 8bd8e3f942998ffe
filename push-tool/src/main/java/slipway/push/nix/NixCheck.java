package slipway.push.nix;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import slipway.push.doctor.Check;
import slipway.push.doctor.Finding;
import slipway.push.outcome.Failure;
import slipway.push.process.Finished;
import slipway.push.process.Programs;

/// The Nix on this machine: there, new enough, and with a store that answers.
///
/// @param programs bounded in time
public record NixCheck(Programs programs) {
  private static final String WHAT = "Nix";
  private static final Pattern VERSION = Pattern.compile("nix \\(Nix\\) (\\d+)\\.(\\d+)\\S*");

  /// The oldest that the tests run with.
  private static final int MAJOR = 2;

  private static final int MINOR = 8;

  public Check check() {
    return new Check(WHAT, () -> List.of(found()));
  }

  private Finding found() throws Failure {
    try {
      Finished version = programs.run(List.of("nix", "--version"), Map.of());
      Matcher form = VERSION.matcher(version.output().strip());
      if (!form.find()) {
        return Finding.warn(WHAT, "nix --version does not say which; wanted 2.8 or later");
      }
      String found = form.group(0);
      int major = Integer.parseInt(form.group(1));
      int minor = Integer.parseInt(form.group(2));
      Finished store =
          programs.run(Nix.command("nix-command", "store", "ping", "--store", "auto"), Map.of());
      if (!store.succeeded()) {
        return Finding.fail(
            WHAT, found + ", and its store does not answer: " + store.reason().replace("\n", "; "));
      }
      return major > MAJOR || (major == MAJOR && minor >= MINOR)
          ? Finding.ok(WHAT, found + ", its store answers")
          : Finding.warn(WHAT, found + "; wanted 2.8 or later, which is what was tried");
    } catch (IOException e) {
      return Finding.fail(
          WHAT,
          "nix could not be run ("
              + Failure.text(e)
              + "); wanted it on the PATH, for push and apply: see https://nixos.org/download");
    }
  }
}
