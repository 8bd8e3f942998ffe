package slipway.deployer.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static slipway.deployer.plan.Samples.web;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import slipway.deployer.plan.Samples;
import slipway.deployer.reconcile.ManifestSource.Polled;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestWriter;

/// What a bucket whose ETags do not fit its bodies does to a host.
class EtagTest {
  private final Scene scene = new Scene();

  @Test
  void aManifestWithoutAnEtagOfItsOwnIsReadAnewAtEveryPass() throws Exception {
    scene.bucketSays(answer(1, ""));
    scene.pass();
    scene.bucketSays(answer(2, ""));
    scene.pass();
    assertEquals(Set.of(2), accepted());
  }

  @Test
  void theSameManifestWithoutAnEtagChangesNothingThatIsKnown() throws Exception {
    scene.bucketSays(answer(1, "etag-1"));
    scene.pass();
    int before = scene.host.calls;
    scene.bucketSays(answer(1, ""));
    assertEquals(List.of(), scene.pass().changed());
    assertEquals("etag-1", scene.host.load().accepted().etag());
    assertEquals(before, scene.host.calls, "nothing is written");
  }

  @Test
  void theEtagOfTheSameManifestIsKeptWhereItIsKnownAtLast() throws Exception {
    scene.bucketSays(answer(1, ""));
    scene.pass();
    scene.bucketSays(answer(1, "etag-1"));
    scene.pass();
    assertEquals("etag-1", scene.host.load().accepted().etag());
  }

  private Set<Integer> accepted() throws HostException {
    long seconds =
        scene.host.load().accepted().generation().getEpochSecond() - Samples.NOW.getEpochSecond();
    return Set.of((int) seconds);
  }

  private static Polled answer(int version, String etag) {
    Manifest manifest =
        new Manifest(Samples.NOW.plusSeconds(version), List.of(web("shop", version, 8000)));
    return new Polled.Fetched(ManifestWriter.write(manifest), etag, null);
  }
}
