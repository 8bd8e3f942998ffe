package slipway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import slipway.manifest.Generation;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.ManifestWriter;
import slipway.manifest.NixSecretKey;
import slipway.manifest.RandomServices;
import slipway.manifest.Reading;
import slipway.manifest.Service;
import slipway.manifest.Stamp;
import slipway.push.change.ManifestChange;
import slipway.push.change.ManifestStore;
import slipway.push.change.ManifestUpdate;
import slipway.push.change.Signing;
import slipway.push.change.StoredManifest;
import slipway.push.change.VerifiedManifest;
import slipway.push.operation.Archive;
import slipway.push.operation.Rollback;
import slipway.push.preview.Preview;

/// What holds for all manifests.
class RollbackLawsTest {
  private static final int ROUNDS = 12;
  private static final int GENERATIONS = 6;

  private final long seed = Long.getLong("slipway.test.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RandomServices services = new RandomServices(seed);
  private final Memory store = new Memory();
  private final Signing signing = new Signing(NixSecretKey.generate("k-1"), List.of());
  private final ManifestUpdate update =
      new ManifestUpdate(store, signing, InstantSource.system(), _ -> {}, () -> "me");
  private final Rollback rollback =
      new Rollback(new Archive(store, signing), update, _ -> Map.of());

  @Test
  void aRollbackToAGenerationGivesItsServices() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Manifest> past = past();
      Manifest goal = past.get(random.nextInt(past.size()));
      rollback.everything(Optional.of(goal.generation().toString()), _ -> {});
      assertEquals(goal.services(), current().services(), this::trouble);
    }
  }

  @Test
  void aRollbackOfOneServiceChangesThatOneOnly() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Manifest> past = past();
      Manifest goal = past.get(random.nextInt(past.size()));
      if (goal.services().isEmpty()) {
        continue;
      }
      Service wanted = goal.services().get(random.nextInt(goal.services().size()));
      Map<String, Service> expected = byName(current());
      expected.put(wanted.name(), wanted);
      if (isManifest(List.copyOf(expected.values()))) {
        rollback.service(wanted.name(), Optional.of(goal.generation().toString()), _ -> {});
        assertEquals(expected, byName(current()), this::trouble);
      }
    }
  }

  @Test
  void equalManifestsHaveNoDifferenceAndOthersHaveOne() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Manifest> past = past();
      for (Manifest one : past) {
        for (Manifest other : past) {
          assertEquals(
              byName(one).equals(byName(other)), Preview.of(one, other).isEmpty(), this::trouble);
        }
      }
    }
  }

  /// Some manifests that were current, one after the other.
  private List<Manifest> past() throws Exception {
    List<Manifest> past = new ArrayList<>();
    for (int generation = 0; generation < GENERATIONS; generation++) {
      update.apply(new Everything(next()));
      past.add(current());
    }
    return past;
  }

  private List<Service> next() {
    while (true) {
      List<Service> next = new ArrayList<>();
      for (String name : List.of("a", "b", "c", "d")) {
        if (random.nextInt(3) > 0) {
          next.add(services.next(name));
        }
      }
      if (isManifest(next)) {
        return next;
      }
    }
  }

  /// Ports and routes drawn by chance may be in each other's way.
  private static boolean isManifest(List<Service> services) {
    Manifest manifest = new Manifest(Instant.parse("2026-01-01T00:00:00Z"), services);
    return ManifestReader.read(ManifestWriter.write(manifest)) instanceof Reading.Valid;
  }

  private Manifest current() throws Exception {
    return update.current().orElseThrow().manifest();
  }

  private static Map<String, Service> byName(Manifest manifest) {
    Map<String, Service> services = new TreeMap<>();
    manifest.services().forEach(service -> services.put(service.name(), service));
    return services;
  }

  private String trouble() {
    return "-Dslipway.test.seed=" + seed;
  }

  private record Everything(List<Service> services) implements ManifestChange {
    @Override
    public Edit apply(Optional<VerifiedManifest> current, Stamp stamp) {
      return new Edit.Next(
          ManifestWriter.write(new Manifest(stamp.generation(), services, stamp.pushedBy(), null)));
    }

    @Override
    public boolean holdsAfterAnotherPush() {
      return true;
    }

    @Override
    public boolean buildsOnCurrent() {
      return false;
    }
  }

  /// A bucket of one pusher.
  private static final class Memory implements ManifestStore {
    private final Map<Instant, StoredManifest> archive = new TreeMap<>();
    private Optional<StoredManifest> current = Optional.empty();

    @Override
    public String where() {
      return "memory";
    }

    @Override
    public Optional<StoredManifest> current() {
      return current;
    }

    @Override
    public void archive(byte[] manifest, String signature, Instant generation) {
      archive.putIfAbsent(named(generation), stored(manifest, signature));
    }

    @Override
    public void prepareToReplace() {}

    @Override
    public boolean replace(byte[] manifest, String signature, Optional<StoredManifest> seen) {
      if (!current.map(StoredManifest::etag).equals(seen.map(StoredManifest::etag))) {
        return false;
      }
      current = Optional.of(stored(manifest, signature));
      return true;
    }

    @Override
    public List<Instant> archived() {
      return List.copyOf(archive.keySet());
    }

    @Override
    public Optional<StoredManifest> archived(Instant generation) {
      return Optional.ofNullable(archive.get(named(generation)));
    }

    private static Instant named(Instant generation) {
      return Generation.parseArchiveName(Generation.archiveName(generation)).orElseThrow();
    }

    private static StoredManifest stored(byte[] manifest, String signature) {
      return new StoredManifest(
          "memory", manifest, Integer.toHexString(Arrays.hashCode(manifest)), signature);
    }
  }
}
