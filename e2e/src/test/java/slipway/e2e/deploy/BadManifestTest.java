package slipway.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import slipway.e2e.site.Running;
import slipway.e2e.site.Sentence;
import slipway.e2e.site.Site;
import slipway.manifest.ManifestSignature;
import slipway.manifest.NixSecretKey;
import tools.jackson.databind.node.ObjectNode;

/// A manifest that is refused ends in one sentence, exit code 3, and what ran runs on.
@OnSite
class BadManifestTest {
  @Test
  void oneThatIsNotJsonIsRefused(Site site) {
    Running running = Running.on(site);
    publishSigned(site, "not json".getBytes(UTF_8));
    assertRefused(running, "JSON", "slipway validate");
  }

  @Test
  void oneThatBreaksTheSchemaIsRefusedWithAllItsProblems(Site site) {
    Running running = Running.on(site);
    ObjectNode bad = site.web("b", "1").put("colour", "red");
    bad.withObjectProperty("http").put("internalPort", 0);
    publishSigned(site, Site.manifest(site.nextGeneration(), running.entry(), bad));
    assertRefused(
        running, "/services/1/http/internalPort", "/services/1", "colour", "slipway validate");
  }

  @Test
  void oneThatNobodySignedIsRefused(Site site) {
    Running running = Running.on(site);
    byte[] manifest = Site.manifest(site.nextGeneration(), site.web("runs", "2"));
    site.bucket().put("manifest.json", manifest, Map.of());
    assertRefused(running, "no signature", "slipway init");
  }

  @Test
  void oneSignedByAStrangerIsRefused(Site site) {
    Running running = Running.on(site);
    byte[] manifest = Site.manifest(site.nextGeneration(), site.web("runs", "2"));
    NixSecretKey stranger = NixSecretKey.generate("stranger-1");
    site.publish(manifest, ManifestSignature.sign(manifest, List.of(stranger)));
    assertRefused(running, "stranger-1", site.manifestKey().name(), "trust");
  }

  @Test
  void oneChangedAfterSigningIsRefused(Site site) {
    Running running = Running.on(site);
    byte[] signed = Site.manifest(site.nextGeneration(), site.web("runs", "1"));
    String signature = ManifestSignature.sign(signed, List.of(site.manifestKey()));
    byte[] changed = Site.manifest(site.nextGeneration(), site.web("runs", "2"));
    site.publish(changed, signature);
    assertRefused(running, site.manifestKey().name(), "changed after signing");
  }

  @Test
  void oneSignedByAStrangerUnderATrustedNameIsRefused(Site site) {
    Running running = Running.on(site);
    byte[] manifest = Site.manifest(site.nextGeneration(), site.web("runs", "2"));
    NixSecretKey impostor = NixSecretKey.generate(site.manifestKey().name());
    site.publish(manifest, ManifestSignature.sign(manifest, List.of(impostor)));
    assertRefused(running, site.manifestKey().name());
  }

  @Test
  void anOlderOneIsRefused(Site site) {
    Instant older = site.nextGeneration();
    Running running = Running.on(site);
    publishSigned(site, Site.manifest(older, site.web("runs", "2")));
    assertRefused(running, older.toString(), "older", "slipway rollback");
  }

  @Test
  void theSameGenerationWithOtherContentIsRefused(Site site) {
    Running running = Running.on(site);
    Instant generation = site.publish(running.entry());
    site.sync(0);
    publishSigned(site, Site.manifest(generation, site.web("runs", "2")));
    assertRefused(running, generation.toString(), "push again");
  }

  @Test
  void oneFromTheFutureIsRefused(Site site) {
    Running running = Running.on(site);
    Instant future = Instant.now().plus(Duration.ofHours(1));
    publishSigned(site, Site.manifest(future, site.web("runs", "2")));
    assertRefused(running, future.toString(), "clock");
  }

  @Test
  void afterARefusalAGoodOneIsTaken(Site site) {
    Running running = Running.on(site);
    publishSigned(site, "{}".getBytes(UTF_8));
    assertRefused(running, "version");
    site.deploy(site.web("runs", "2"));
    site.assertAnswers("runs", "web 2");
  }

  private static void publishSigned(Site site, byte[] manifest) {
    site.publish(manifest, ManifestSignature.sign(manifest, List.of(site.manifestKey())));
  }

  private static void assertRefused(Running running, String... parts) {
    Sentence.assertOne(running.site().sync(3), parts);
    running.assertUntouched();
  }
}
