package slipway.push.nomad;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import slipway.push.outcome.JsonText;

/// A manifest with every field, and all that comes of it, as files to read.
class GoldenJobsTest {
  @Test
  void jobsAreThoseOfTheFiles() {
    for (NomadJob job : Manifests.everyField(Manifests.NOMAD).jobs()) {
      assertEquals(
          Manifests.resource("golden/" + job.service() + ".nomad.json"),
          JsonText.of(job.request()) + "\n");
      assertEquals(Manifests.resource("golden/" + job.service() + ".nix"), NixForm.of(job));
    }
  }

  @Test
  void consulAlsoRunsPrograms() {
    NomadJob web = Manifests.everyField(Manifests.CONSUL).jobs().getFirst();
    assertEquals(
        Manifests.resource("golden/web-consul.nomad.json"), JsonText.of(web.request()) + "\n");
  }

  @Test
  void warningsAreThoseOfTheFile() {
    assertEquals(
        Manifests.resource("golden/warnings.txt"),
        Manifests.everyField(Manifests.NOMAD).warnings().stream()
            .map(one -> one.service() + " | " + one.field() + " | " + one.message() + "\n")
            .collect(Collectors.joining()));
  }
}
