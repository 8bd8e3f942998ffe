package slipway.e2e.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.e2e.host.Closures.Kind;
import slipway.e2e.host.Output;
import slipway.e2e.host.S3Store;
import slipway.manifest.NixSecretKey;

/// What `slipway doctor` says of a good and of a broken set-up.
@OnFleet
class DoctorTest {
  @Test
  void aGoodSetUpHasNoFault(Project project) {
    Desk desk = project.desk();
    project.follow("one", "two");
    desk.push(0, project.entry("a", Kind.WEB, "1", "one", "two"), "--wait");
    Output doctor = desk.run(0, "doctor");
    assertFalse(doctor.out().contains("FAIL"), doctor::toString);
  }

  @Test
  void faultsAreNamedAndNoneHidesAnother(Project project) {
    NixSecretKey stranger = NixSecretKey.generate("eve-" + project.namespace());
    String trusted = project.manifestKey().publicKey().toString();
    Desk desk = project.desk("eve", stranger, List.of(trusted));
    project.follow("one");
    project.desk().push(0, project.entry("a", Kind.WEB, "1", "one"), "--wait");
    try (S3Store cache = S3Store.create(project.server(), "ill-" + project.namespace())) {
      cache.put("nix-cache-info", "StoreDir: /elsewhere\n".getBytes(UTF_8), Map.of());
      desk.withCache(cache.bucket());
      String keyFile = desk.slipway().directory() + "/cache.key";
      project.developersMachine().exec("chmod", "0644", keyFile).orFail();
      assertFaults(desk, "cache.key", "nix-cache-info");
      project.developersMachine().exec("chmod", "0600", keyFile).orFail();
      assertFaults(desk, "host one", "nix-cache-info");
    }
  }

  private static void assertFaults(Desk desk, String... faults) {
    Output doctor = desk.run(1, "doctor");
    List<String> lines = doctor.out().lines().filter(line -> line.startsWith("FAIL")).toList();
    for (String fault : faults) {
      assertTrue(
          lines.stream().anyMatch(line -> line.contains(fault)), () -> fault + ": " + doctor);
    }
  }
}
