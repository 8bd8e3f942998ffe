package slipway.push.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import slipway.manifest.NixPublicKey;
import slipway.manifest.NixSecretKey;
import slipway.push.doctor.Check;
import slipway.push.doctor.Finding;
import slipway.push.outcome.Failure;

/// A key file: there, a key, for its owner alone, who is the one at work here; and no other key of
/// that name among those that are trusted.
///
/// @param what the key signs
/// @param trusted public keys of the settings
public record KeyFileCheck(
    String what, Path file, String account, List<NixPublicKey> trusted, KeyFiles keys) {
  public Check check() {
    return new Check(what, this::findings);
  }

  private List<Finding> findings() throws Failure {
    List<Finding> findings = new ArrayList<>();
    // Says in one sentence what is wrong with the file, its modes included.
    NixSecretKey key = keys.load(file);
    findings.add(Finding.ok(what, file + ", " + key.name() + ", for its owner alone"));
    try {
      String owner = Files.getOwner(file).getName();
      if (!owner.equals(account)) {
        findings.add(
            Finding.warn(
                what, file + " belongs to " + owner + "; wanted " + account + ": chown it"));
      }
    } catch (IOException e) {
      findings.add(Finding.warn(what, "whose " + file + " is: " + FileProblem.text(e)));
    }
    trusted.stream()
        .filter(other -> other.name().equals(key.name()) && !other.equals(key.publicKey()))
        .forEach(_ ->
            findings.add(
                Finding.fail(
                    what,
                    "trustedKeys has another key named "
                        + key.name()
                        + ", by which nothing is trusted that "
                        + file
                        + " signs: take it out, or use the file that belongs to it")));
    return findings;
  }
}
