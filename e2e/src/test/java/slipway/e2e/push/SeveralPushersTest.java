package slipway.e2e.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import slipway.e2e.proxy.Answer;
import slipway.e2e.proxy.Request;
import slipway.e2e.proxy.S3Proxy;
import slipway.e2e.proxy.Traffic;
import slipway.e2e.proxy.Verdict;
import slipway.manifest.Generation;
import slipway.manifest.Manifest;
import slipway.manifest.ManifestReader;
import slipway.manifest.Reading;
import slipway.manifest.Service;

/// Several people push through a network that loses answers, each their own service. No change is
/// lost, the archive holds every manifest that was ever current, generations only grow.
///
/// `SLIPWAY_SEED` repeats a run. The seed decides what everybody does, which requests are spoilt
/// and how, and, where requests take turns, their order.
@OnFleet
class SeveralPushersTest {
  private static final int COLLEAGUES = 5;
  private static final int CHANGES = 4;
  private static final int SPOILT_PERCENT = 15;

  private final SplittableRandom random;

  SeveralPushersTest() {
    String given = System.getenv("SLIPWAY_SEED");
    long seed = given == null ? System.nanoTime() : Long.parseLong(given);
    System.out.println("SLIPWAY_SEED=" + seed + " repeats what follows");
    this.random = new SplittableRandom(seed);
  }

  @Test
  void nothingIsLostInWhateverOrderRequestsArrive(Project project) throws Exception {
    List<Colleague> colleagues = colleagues(project);
    TreeSet<String> names =
        colleagues.stream().map(Colleague::service).collect(Collectors.toCollection(TreeSet::new));
    Turns turns = new Turns(names, random.split());
    Faults faults = new Faults(random.split(), SPOILT_PERCENT, false);
    assertNothingIsLost(project, colleagues, new Road.InTurns(turns, faults));
  }

  @Test
  void nothingIsLostWhereAllSendAtOnce(Project project) throws Exception {
    Faults faults = new Faults(random.split(), SPOILT_PERCENT, true);
    assertNothingIsLost(project, colleagues(project), new Road.Open(faults));
  }

  private List<Colleague> colleagues(Project project) {
    List<Colleague> colleagues = new ArrayList<>();
    for (int i = 0; i < COLLEAGUES; i++) {
      List<String> plan = new ArrayList<>();
      for (int version = 1; version <= CHANGES; version++) {
        boolean there = !plan.isEmpty() && !plan.getLast().equals(Colleague.REMOVED);
        boolean remove = there && random.nextInt(4) == 0;
        plan.add(remove ? Colleague.REMOVED : Integer.toString(version));
      }
      colleagues.add(new Colleague(project.name("s" + i), plan, project.manifestKey()));
    }
    return colleagues;
  }

  private static void assertNothingIsLost(Project project, List<Colleague> all, Road road)
      throws Exception {
    String first = project.bucket().etag("manifest.json");
    Ledger ledger = new Ledger();
    int failed = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> working = new ArrayList<>();
      for (Colleague colleague : all) {
        working.add(threads.submit(() -> work(project, colleague, road, ledger)));
      }
      for (Future<Integer> one : working) {
        failed += one.get();
      }
    }
    List<Ledger.Entry> chain = ledger.after(first);
    System.out.printf("%d manifests were current, %d commands failed%n", chain.size(), failed);
    assertGrow(chain);
    all.forEach(colleague -> assertEquals(colleague.plan(), versions(chain, colleague.service())));
    assertEquals(all.stream().mapToInt(it -> it.plan().size()).sum(), chain.size());
    assertArchived(project, chain);
  }

  private static int work(Project project, Colleague colleague, Road road, Ledger ledger)
      throws Exception {
    Traffic traffic = road.of(colleague.service());
    Traffic witnessed =
        new Traffic() {
          @Override
          public Verdict arrives(Request request) throws InterruptedException {
            return traffic.arrives(request);
          }

          @Override
          public void leaves(Request request, Verdict verdict, Answer answer) {
            ledger.note(request, verdict, answer);
            traffic.leaves(request, verdict, answer);
          }
        };
    try (S3Proxy proxy = S3Proxy.before(project.server(), witnessed)) {
      return colleague.work(proxy.endpoint(), project.bucket().bucket(), road.pauses());
    } finally {
      road.left(colleague.service());
    }
  }

  private static void assertGrow(List<Ledger.Entry> chain) {
    Instant last = Instant.EPOCH;
    for (Ledger.Entry entry : chain) {
      Instant generation = manifest(entry).generation();
      assertTrue(generation.isAfter(last), () -> generation + " came after a later one");
      last = generation;
    }
  }

  /// What became of one service, manifest by manifest.
  private static List<String> versions(List<Ledger.Entry> chain, String service) {
    List<String> versions = new ArrayList<>();
    String last = Colleague.REMOVED;
    for (Ledger.Entry entry : chain) {
      String version =
          manifest(entry).services().stream()
              .filter(it -> it.name().equals(service))
              .map(Service::storePath)
              .map(path -> path.name().substring(service.length() + 1))
              .findFirst()
              .orElse(Colleague.REMOVED);
      if (!version.equals(last)) {
        versions.add(version);
      }
      last = version;
    }
    return versions;
  }

  private static void assertArchived(Project project, List<Ledger.Entry> chain) {
    for (Ledger.Entry entry : chain) {
      String key =
          "manifests/manifest-" + Generation.archiveName(manifest(entry).generation()) + ".json";
      boolean isCurrent = entry.equals(chain.getLast());
      if (isCurrent && !project.bucket().has(key)) {
        continue; // its push could not write it, which it said; the next one does
      }
      assertArrayEquals(entry.manifest(), project.bucket().bytes(key), key);
      assertEquals(entry.signature(), project.bucket().metadata(key).get("signature"), key);
    }
    assertArrayEquals(chain.getLast().manifest(), project.bucket().bytes("manifest.json"));
  }

  private static Manifest manifest(Ledger.Entry entry) {
    if (ManifestReader.read(entry.manifest()) instanceof Reading.Valid(Manifest manifest)) {
      return manifest;
    }
    throw new AssertionError("an invalid manifest became current");
  }
}
